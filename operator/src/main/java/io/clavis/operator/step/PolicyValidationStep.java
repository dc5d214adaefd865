package io.clavis.operator.step;

import io.clavis.operator.configuration.ConfigurationVolume;
import io.clavis.operator.configuration.Paths;
import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.ServerSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;

/**
 * Whether the image can do with the policy that the resource wants, before any Pod serves by it: a rule that cannot be
 * understood denies, and one under a wrong name does nothing.
 */
public final class PolicyValidationStep implements Step {
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final int BACKOFF_LIMIT = 2;

    @Override
    public String condition() {
        return "PolicyValidReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        if (keystone.getSpec().policyOverrides() != null) {
            return Files.with(keystone, world, files -> validated(keystone, world, files));
        }
        var outcome = Outcome.holds("PolicyValidationNotRequired", "spec.policyOverrides is not set");
        return world.find(Job.class, name(keystone))
                .filter(job -> Owned.by(keystone, job))
                .map(job -> outcome.writing(new Write.Delete(job)))
                .orElse(outcome);
    }

    private static String name(Keystone keystone) {
        return keystone.getMetadata().getName() + "-policy-validation";
    }

    private static Outcome validated(Keystone keystone, World world, ConfigMap files) {
        var template = template(keystone, files);
        var gate = Contents.hash(template);
        var run = JobRun.of(keystone, world, name(keystone), DatabaseStep.HASH, gate, template, BACKOFF_LIMIT);
        return switch (run.state()) {
            case RUNNING ->
                Outcome.waits("PolicyValidationInProgress", "the policy is checked", AGAIN)
                        .writing(run.writes());
            case FAILED ->
                Outcome.fails(
                        "PolicyValidationFailed",
                        TerminationLog.of(world, name(keystone))
                                .orElse("the Job that checks the policy failed; its Pods' logs say why"));
            case COMPLETE -> Outcome.holds("PolicyValidationPassed", "the policy can be used");
        };
    }

    /** It needs no keys and no database, so it gets none. */
    private static PodTemplateSpec template(Keystone keystone, ConfigMap files) {
        var container = new ContainerBuilder()
                .withName("policy-validation")
                .withImage(keystone.getSpec().image().reference())
                .withCommand(command(keystone.getSpec().server().kind()))
                .withVolumeMounts(ConfigurationVolume.mounts(files))
                .withSecurityContext(RotationJob.confined())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
        return PodTemplates.pod(keystone, files, container, "manage")
                .editSpec()
                .withRestartPolicy("Never")
                .withVolumes(ConfigurationVolume.volume(files))
                .endSpec()
                .build();
    }

    /** The one of Python finds the configuration by itself, at the places where any Keystone looks for it. */
    private static List<String> command(ServerSpec.Kind kind) {
        return switch (kind) {
            case Clavis -> List.of("keystone-manage", "--config-dir", Paths.CONFIGURATION, "policy", "check");
            case Uwsgi -> List.of("oslopolicy-validator", "--namespace", "keystone");
        };
    }
}
