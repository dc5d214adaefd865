package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.junit.jupiter.api.Test;

final class AutoscalerStepTest {
    private final WorldInMemory world = new WorldInMemory();
    private final AutoscalerStep step = new AutoscalerStep();

    @Test
    void withoutAWordOnItThereIsNone() {
        assertThat(decide(Resources.document())).isEqualTo("HPANotRequired");
        assertThat(world.all()).isEmpty();
    }

    @Test
    void itScalesTheDeploymentByWhatIsAsked() {
        assertThat(decide(scaled(
                        "minReplicas: 2, maxReplicas: 7, targetCPUUtilization: 80, targetMemoryUtilization: 70")))
                .isEqualTo("HPAReady");
        var spec = autoscaler().getSpec();
        assertThat(spec.getScaleTargetRef().getKind()).isEqualTo("Deployment");
        assertThat(spec.getScaleTargetRef().getName()).isEqualTo("keystone");
        assertThat(spec.getMinReplicas()).isEqualTo(2);
        assertThat(spec.getMaxReplicas()).isEqualTo(7);
        assertThat(spec.getMetrics())
                .extracting(metric -> metric.getResource().getName() + " "
                        + metric.getResource().getTarget().getAverageUtilization())
                .containsExactly("cpu 80", "memory 70");
    }

    @Test
    void atLeastTheUsualNumberOfPodsButNeverMoreThanTheMost() {
        decide(scaled("maxReplicas: 7, targetCPUUtilization: 80"));
        assertThat(autoscaler().getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(autoscaler().getSpec().getMetrics()).hasSize(1);
        decide(scaled("maxReplicas: 2, targetCPUUtilization: 80"));
        assertThat(autoscaler().getSpec().getMinReplicas()).isEqualTo(2);
    }

    @Test
    void theSameAgainWritesNothing() {
        decide(scaled("maxReplicas: 7, targetCPUUtilization: 80"));
        int writes = world.writes();
        decide(scaled("maxReplicas: 7, targetCPUUtilization: 80"));
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void olderApiServersGetTheVersionThatTheyKnow() {
        world.ofLongAgo();
        decide(scaled("maxReplicas: 7, targetCPUUtilization: 80"));
        var old = world.find(
                        io.fabric8.kubernetes.api.model.autoscaling.v2beta2.HorizontalPodAutoscaler.class, "keystone")
                .orElseThrow();
        assertThat(old.getApiVersion()).isEqualTo("autoscaling/v2beta2");
        assertThat(old.getSpec()
                        .getMetrics()
                        .getFirst()
                        .getResource()
                        .getTarget()
                        .getAverageUtilization())
                .isEqualTo(80);
        decide(Resources.document());
        assertThat(world.all()).isEmpty();
    }

    @Test
    void itGoesAwayWithTheWishUnlessItIsSomebodyElses() {
        decide(scaled("maxReplicas: 7, targetCPUUtilization: 80"));
        var foreign = Resources.document();
        foreign.getMetadata().setUid("another");
        decide(foreign);
        assertThat(world.all()).hasSize(1);
        assertThat(decide(Resources.document())).isEqualTo("HPANotRequired");
        assertThat(world.all()).isEmpty();
    }

    private static Keystone scaled(String fields) {
        return Resources.documentWith("autoscaling: {" + fields + "}");
    }

    private String decide(Keystone keystone) {
        var outcome = step.decide(keystone, world);
        outcome.writes().forEach(world::write);
        return outcome.reason();
    }

    private HorizontalPodAutoscaler autoscaler() {
        return world.find(HorizontalPodAutoscaler.class, "keystone").orElseThrow();
    }
}
