package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PolicyValidationStepTest {
    private static final String NAME = "keystone-policy-validation";

    private final Given world = new Given();
    private final PolicyValidationStep step = new PolicyValidationStep();
    private Keystone keystone = overriding("role:auditor");

    @Test
    void withoutOverridesThereIsNothingToCheck() {
        var outcome = step.decide(Resources.document(), world);
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.reason()).isEqualTo("PolicyValidationNotRequired");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void theJobGoesAwayWithTheOverrides() {
        world.after(decide());
        assertThat(world.names()).contains("Job " + NAME);
        world.after(step.decide(Resources.document(), world));
        assertThat(world.names()).isEmpty();
    }

    @Test
    void theImageChecksItsOwnPolicyOnceAndIsWaitedFor() {
        var outcome = decide();
        assertThat(outcome.reason()).isEqualTo("PolicyValidationInProgress");
        assertThat(outcome.again()).isEqualTo(Duration.ofSeconds(15));
        world.after(outcome);
        assertThat(decide().writes()).isEmpty();
        assertThat(job().getSpec().getBackoffLimit()).isEqualTo(2);
        assertThat(container().getCommand())
                .containsExactly("keystone-manage", "--config-dir", "/etc/keystone/keystone.conf.d", "policy", "check");
        assertThat(container().getImage()).isEqualTo("ghcr.io/c5c3/keystone:28.0.0");
        assertThat(container().getTerminationMessagePolicy()).isEqualTo("FallbackToLogsOnError");
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/keystone/policy.yaml", "/etc/keystone/keystone.conf.d/keystone.conf");
    }

    @Test
    void pythonHasAValidatorOfItsOwn() {
        keystone = Resources.documentWith(
                "{server: {kind: Uwsgi}, policyOverrides: {rules: {'identity:list_projects': 'role:a'}}}");
        world.after(decide());
        assertThat(container().getCommand()).containsExactly("oslopolicy-validator", "--namespace", "keystone");
    }

    @Test
    void theCheckGetsNoSecret() {
        world.after(decide());
        assertThat(container().getEnv()).isEmpty();
        assertThat(pod().getVolumes()).extracting(Volume::getName).containsExactly("config");
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void whatCanBeUsedHolds() {
        world.after(decide());
        finish("Complete");
        assertThat(decide().reason()).isEqualTo("PolicyValidationPassed");
        assertThat(decide().holds()).isTrue();
    }

    @Test
    void whatIsWrongIsToldInTheWordsOfTheNewestPod() {
        world.after(decide());
        finish("Failed");
        assertThat(decide().message()).contains("logs");
        pod("old", "2026-03-01T12:00:00Z", uid(), "an older word");
        pod("new", "2026-03-01T12:00:09Z", uid(), "identity:nosuch: there is no such rule\n1 problems\n");
        pod("silent", "2026-03-01T12:00:10Z", uid(), "");
        pod("foreign", "2026-03-01T12:00:11Z", "another", "of a Job before this one");
        var outcome = decide();
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.again()).isNull();
        assertThat(outcome.reason()).isEqualTo("PolicyValidationFailed");
        assertThat(outcome.message()).isEqualTo("identity:nosuch: there is no such rule\n1 problems");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void ofALongStoryTheEndIsTold() {
        world.after(decide());
        finish("Failed");
        pod("pod", "2026-03-01T12:00:00Z", uid(), "x".repeat(2000) + "the end");
        assertThat(decide().message()).hasSize(500).endsWith("the end");
    }

    @Test
    void anotherPolicyIsCheckedAgain() {
        world.after(decide());
        finish("Failed");
        var before = uid();
        keystone = overriding("role:reader");
        var outcome = decide();
        assertThat(outcome.reason()).isEqualTo("PolicyValidationInProgress");
        world.after(outcome);
        assertThat(uid()).isNotEqualTo(before);
    }

    private Outcome decide() {
        return step.decide(keystone, world);
    }

    private static Keystone overriding(String rule) {
        return Resources.documentWith("policyOverrides: {rules: {'identity:list_projects': '" + rule + "'}}");
    }

    private Job job() {
        return world.find(Job.class, NAME).orElseThrow();
    }

    private String uid() {
        return job().getMetadata().getUid();
    }

    private PodSpec pod() {
        return job().getSpec().getTemplate().getSpec();
    }

    private Container container() {
        return pod().getContainers().getFirst();
    }

    private void finish(String how) {
        world.with(new JobBuilder(job())
                .withNewStatus()
                .addNewCondition()
                .withType(how)
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
    }

    private void pod(String name, String time, String owner, String message) {
        world.with(new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withCreationTimestamp(time)
                .addToLabels("job-name", NAME)
                .addNewOwnerReference()
                .withKind("Job")
                .withName(NAME)
                .withUid(owner)
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(1)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build());
    }
}
