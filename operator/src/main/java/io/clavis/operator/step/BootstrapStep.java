package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code keystone-manage bootstrap}: once for each password of the administrator, whatever image it is. */
public final class BootstrapStep implements Step {
    /** The annotation of the Job with the digest of the password that it set. */
    static final String DIGEST = "keystone.c5c3.io/admin-password-digest";

    private static final Duration AGAIN = Duration.ofSeconds(60);

    @Override
    public String condition() {
        return "BootstrapReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var reference = keystone.getSpec().bootstrap().adminPasswordSecretRef();
        var password =
                world.find(Secret.class, reference.name()).flatMap(secret -> Secrets.text(secret, reference.key()));
        if (password.isEmpty()) {
            return Outcome.fails("AdminSecretInvalid", "Secret " + reference.name() + " has no key " + reference.key());
        }
        // With the resource's own id, so that the same password of two resources does not look the same.
        var gate = Contents.hash(keystone.getMetadata().getUid() + "\n" + password.get());
        return Files.with(keystone, world, files -> run(keystone, world, files, gate));
    }

    private static Outcome run(Keystone keystone, World world, ConfigMap files, String gate) {
        var reference = keystone.getSpec().bootstrap().adminPasswordSecretRef();
        var template = PodTemplates.job(
                keystone,
                files,
                arguments(keystone),
                List.of(PodTemplates.secret("OS_BOOTSTRAP_PASSWORD", reference.name(), reference.key())));
        var run = JobRun.of(keystone, world, keystone.getMetadata().getName() + "-bootstrap", DIGEST, gate, template);
        return switch (run.state()) {
            case RUNNING ->
                Outcome.waits("BootstrapInProgress", "bootstrap runs", AGAIN).writing(run.writes());
            case FAILED -> Outcome.fails("BootstrapFailed", "the Job of bootstrap failed; its Pods' logs say why");
            case COMPLETE -> Outcome.holds("BootstrapComplete", "the administrator is there");
        };
    }

    private static List<String> arguments(Keystone keystone) {
        var spec = keystone.getSpec();
        var inside = Endpoint.inside(keystone);
        var outside = Optional.ofNullable(spec.bootstrap().publicEndpoint())
                .filter(endpoint -> !endpoint.isEmpty())
                .or(() -> Endpoint.throughGateway(keystone))
                .orElse(inside);
        return List.of(
                "bootstrap",
                "--bootstrap-username",
                spec.bootstrap().adminUser(),
                "--bootstrap-admin-url",
                inside,
                "--bootstrap-internal-url",
                inside,
                "--bootstrap-public-url",
                outside,
                "--bootstrap-region-id",
                spec.bootstrap().region());
    }
}
