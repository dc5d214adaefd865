package io.clavis.operator.step;

import io.clavis.operator.key.RotatedPassword;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new password for the administrator from time to time. A CronJob lays one down in the staging Secret; here it is checked
 * and goes to a Secret of which a PushSecret makes a copy in the store. From there it comes back into the Secret that the
 * resource names, and {@link BootstrapStep} gives it to the administrator. So until all of that happened the old one is good.
 */
public final class PasswordRotationStep implements Step {
    private static final Duration UNTIL_INSTALLED = Duration.ofSeconds(60);

    @Override
    public String condition() {
        return "PasswordRotationReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        if (!keystone.getSpec().passwordRotation().enabled()) {
            return Outcome.holds("RotationDisabled", "spec.passwordRotation is not enabled")
                    .writing(remains(keystone, world));
        }
        if (!PushSecrets.served(world)) {
            return Outcome.waits(
                    "ExternalSecretsNotInstalled",
                    "spec.passwordRotation needs the kind PushSecret of external-secrets.io, which the API server does not"
                            + " know",
                    UNTIL_INSTALLED);
        }
        for (var name : List.of(AdminPassword.ROTATION.staging(keystone), AdminPassword.ROTATION.secret(keystone))) {
            if (world.find(Secret.class, name)
                    .filter(there -> !Owned.by(keystone, there))
                    .isPresent()) {
                return Outcome.fails("SecretNotOwned", "Secret " + name + " belongs to something else");
            }
        }
        var next = world.find(Secret.class, AdminPassword.ROTATION.secret(keystone));
        var outcome = rotated(keystone, world, next);
        return surrounded(keystone, world, outcome);
    }

    private static Outcome rotated(Keystone keystone, World world, Optional<Secret> next) {
        var found = world.find(Secret.class, AdminPassword.ROTATION.staging(keystone));
        if (found.isEmpty()) {
            return pushed(keystone, world, next, configured())
                    .writing(new Write.Create(StagingSecret.of(keystone, AdminPassword.ROTATION)));
        }
        var staging = found.get();
        var data = Secrets.data(staging);
        var completedAt = StagingSecret.completedAt(staging);
        if (data.isEmpty() && completedAt == null) {
            return pushed(keystone, world, next, configured());
        }
        var problem = RotatedPassword.problem(data, completedAt, length(keystone));
        if (problem.isPresent()) {
            return pushed(keystone, world, next, configured())
                    .writing(StagingSecret.cleared(staging))
                    .noticing(Notice.warning("RotationRejected", "admin password: " + problem.get()));
        }
        var fresh = next(keystone, next, staging);
        var outcome = Outcome.holds("AdminPasswordRotated", "a new password is on its way through the store")
                .writing(
                        next.isPresent() ? new Write.Replace(fresh) : new Write.Create(fresh),
                        new Write.Delete(staging))
                .noticing(Notice.normal("AdminPasswordRotated", "a new password is on its way through the store"));
        return pushed(keystone, world, Optional.of(fresh), outcome);
    }

    private static Outcome configured() {
        return Outcome.holds("PasswordRotationConfigured", "the CronJob is there");
    }

    private static int length(Keystone keystone) {
        return keystone.getSpec().passwordRotation().passwordLength();
    }

    private static Secret next(Keystone keystone, Optional<Secret> there, Secret staging) {
        return there.map(SecretBuilder::new)
                .orElseGet(() -> new SecretBuilder()
                        .withMetadata(Owned.meta(keystone, AdminPassword.ROTATION.secret(keystone)))
                        .withType("Opaque"))
                .editMetadata()
                .addToAnnotations(KeyRotation.COMPLETED_AT, String.valueOf(StagingSecret.completedAt(staging)))
                .endMetadata()
                .withData(Map.of(RotatedPassword.KEY, Secrets.data(staging).getOrDefault(RotatedPassword.KEY, "")))
                .build();
    }

    /** Only a password that is good goes to the store: what is there is what the administrator has. */
    private static Outcome pushed(Keystone keystone, World world, Optional<Secret> next, Outcome outcome) {
        return next.filter(there -> RotatedPassword.problem(
                                Secrets.data(there), StagingSecret.completedAt(there), RotatedPassword.SHORTEST)
                        .isEmpty())
                .map(there -> outcome.writing(new Write.Apply(push(keystone, world, there))))
                .orElse(outcome);
    }

    /**
     * Once for each rotation, by the time of it as an annotation: done again every hour, it would undo what somebody changed in
     * the store since.
     */
    private static GenericKubernetesResource push(Keystone keystone, World world, Secret next) {
        var place = StoredPassword.of(keystone, world);
        var remote = new LinkedHashMap<String, Object>();
        remote.put("remoteKey", place.key());
        place.property().ifPresent(property -> remote.put("property", property));
        var push = PushSecrets.of(
                keystone,
                backup(keystone),
                AdminPassword.ROTATION.secret(keystone),
                place.store(),
                "None",
                "0s",
                Map.of("secretKey", RotatedPassword.KEY, "remoteRef", remote));
        push.getMetadata()
                .setAnnotations(Map.of(KeyRotation.COMPLETED_AT, String.valueOf(StagingSecret.completedAt(next))));
        return push;
    }

    private static String backup(Keystone keystone) {
        return keystone.getMetadata().getName() + "-admin-password-backup";
    }

    private static Outcome surrounded(Keystone keystone, World world, Outcome outcome) {
        var writes = new ArrayList<Write>();
        RotationRights.of(keystone, AdminPassword.ROTATION).forEach(right -> writes.add(new Write.Apply(right)));
        var script = RotationScript.ofPassword(keystone);
        writes.add(new Write.Apply(PasswordJob.of(keystone, world, script)));
        return ConfigurationStep.created(keystone, world, script, outcome).writing(writes);
    }

    /** The copy in the store stays: it is what the administrator has. */
    private static List<Write> remains(Keystone keystone, World world) {
        var own = Stream.of(
                        PushSecrets.there(world, backup(keystone)).map(HasMetadata.class::cast),
                        world.find(Secret.class, AdminPassword.ROTATION.secret(keystone))
                                .map(HasMetadata.class::cast))
                .flatMap(Optional::stream)
                .filter(there -> Owned.by(keystone, there))
                .map(Write.Delete::new);
        return Stream.<Write>concat(own, RotationRemains.of(keystone, world, AdminPassword.ROTATION).stream())
                .toList();
    }
}
