package io.clavis.operator.step;

import io.clavis.operator.configuration.InvalidSpecification;
import io.clavis.operator.key.FernetKeySet;
import io.clavis.operator.key.InvalidKeys;
import io.clavis.operator.key.RotatedKeys;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.FernetSpec;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.ServerSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What both kinds of keys have in common. Keys are made once and never again while their Secret is there. A rotation lays
 * new ones down in the staging Secret; here they are checked, take the place of those in use as a whole, and the staging
 * Secret goes away and comes back empty. Whatever is interrupted in between starts over with the same result.
 */
final class KeyRotation {
    /** The annotation of the staging Secret that says when a rotation was complete. */
    static final String COMPLETED_AT = "forge.c5c3.io/rotation-completed-at";

    /** The label of the staging Secret. */
    static final String TARGET = "forge.c5c3.io/rotation-target";

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final RotatedKind kind;
    private final SecureRandom random;

    KeyRotation(RotatedKind kind, SecureRandom random) {
        this.kind = kind;
        this.random = random;
    }

    Outcome decide(Keystone keystone, World world) {
        var spec = keystone.getSpec();
        boolean byServers = spec.fernet().mode() == FernetSpec.Mode.Server;
        if (byServers && spec.server().kind() != ServerSpec.Kind.Clavis) {
            return Outcome.fails("KeyModeNotSupported", "spec.fernet.mode Server needs spec.server.kind Clavis");
        }
        var secret = world.find(Secret.class, kind.secret(keystone));
        if (secret.isPresent() && isOthers(keystone, secret.get())) {
            return Outcome.waits(
                    "GeneratingKeys", "Secret " + kind.secret(keystone) + " belongs to something else", AGAIN);
        }
        if (secret.isEmpty()) {
            return surrounded(keystone, world, byServers, generating(keystone));
        }
        FernetKeySet present;
        try {
            present = FernetKeySet.read(Secrets.data(secret.get()));
        } catch (InvalidKeys e) {
            return Outcome.fails("KeysInvalid", "Secret " + kind.secret(keystone) + ": " + e.getMessage());
        }
        var outcome = byServers ? available(present) : rotated(keystone, world, secret.get(), present);
        return surrounded(keystone, world, byServers, outcome);
    }

    private static boolean isOthers(Keystone keystone, HasMetadata object) {
        return !object.getMetadata().getOwnerReferences().isEmpty() && !Owned.by(keystone, object);
    }

    private Outcome generating(Keystone keystone) {
        var keys = FernetKeySet.initial(kind.maxActiveKeys(keystone), random);
        return Outcome.waits("GeneratingKeys", "keys are made", AGAIN)
                .writing(new Write.Create(new SecretBuilder()
                        .withMetadata(Owned.meta(keystone, kind.secret(keystone)))
                        .withType("Opaque")
                        .withData(keys.data())
                        .build()));
    }

    private Outcome available(FernetKeySet present) {
        return Outcome.holds(kind.title() + "KeysAvailable", present.size() + " keys are in use");
    }

    private Outcome rotated(Keystone keystone, World world, Secret secret, FernetKeySet present) {
        var staging = world.find(Secret.class, kind.staging(keystone));
        if (staging.isEmpty()) {
            return resized(keystone, secret, present).writing(new Write.Create(StagingSecret.of(keystone, kind)));
        }
        if (!Owned.by(keystone, staging.get())) {
            return available(present);
        }
        var rotated = RotatedKeys.check(
                Secrets.data(staging.get()),
                StagingSecret.completedAt(staging.get()),
                present,
                kind.maxActiveKeys(keystone));
        return switch (rotated) {
            case RotatedKeys.None() -> resized(keystone, secret, present);
            case RotatedKeys.Applied() -> available(present).writing(new Write.Delete(staging.get()));
            case RotatedKeys.Accepted(FernetKeySet keys) ->
                Outcome.holds(kind.title() + "KeysRotated", keys.size() + " keys are in use")
                        .writing(replaced(secret, keys), new Write.Delete(staging.get()))
                        .noticing(Notice.normal(kind.title() + "KeysRotated", "rotated keys are in use"));
            case RotatedKeys.Refused(String reason) ->
                available(present)
                        .writing(StagingSecret.cleared(staging.get()))
                        .noticing(Notice.warning("RotationRejected", kind.word() + " keys: " + reason));
        };
    }

    /** Keys of credentials are only ever dropped by a rotation, which knows that no credential needs them. */
    private Outcome resized(Keystone keystone, Secret secret, FernetKeySet present) {
        var fewer = present.resized(kind.maxActiveKeys(keystone));
        if (kind == RotatedKind.CREDENTIAL || fewer.size() == present.size()) {
            return available(present);
        }
        return available(fewer)
                .writing(replaced(secret, fewer))
                .noticing(Notice.normal(
                        kind.title() + "KeysResized", "of " + present.size() + " keys " + fewer.size() + " are left"));
    }

    private static Write replaced(Secret secret, FernetKeySet keys) {
        return new Write.Replace(new SecretBuilder(secret).withData(keys.data()).build());
    }

    /** With all that a rotation and a copy of the keys need; or without what no rotation needs any more. */
    private Outcome surrounded(Keystone keystone, World world, boolean byServers, Outcome outcome) {
        var path = Optional.ofNullable(keystone.getSpec().fernet().backup())
                .filter(_ -> kind == RotatedKind.FERNET)
                .flatMap(backup -> Optional.ofNullable(backup.remoteKey()));
        var copied = outcome.writing(KeyBackup.of(keystone, world, kind.word() + "-keys", path).stream()
                .toList());
        if (byServers) {
            return copied.writing(RotationRemains.of(keystone, world, kind));
        }
        return withRotation(keystone, world, copied);
    }

    private Outcome withRotation(Keystone keystone, World world, Outcome outcome) {
        Optional<ConfigMap> files;
        try {
            files = ConfigurationStep.wanted(keystone, world);
        } catch (InvalidSpecification e) {
            files = Optional.empty();
        }
        var writes = new ArrayList<Write>();
        RotationRights.of(keystone, kind).forEach(right -> writes.add(new Write.Apply(right)));
        var script = RotationScript.of(keystone, kind);
        // Without files the step before waits, and the CronJob stays as it is.
        files.ifPresent(there -> writes.add(new Write.Apply(RotationJob.of(keystone, world, kind, script, there))));
        return ConfigurationStep.created(keystone, world, script, outcome).writing(writes);
    }
}
