package io.clavis.operator.step;

import io.clavis.operator.pipeline.OlderVersion;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.AutoscalingSpec;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lets the number of Pods follow the load. While it is there, {@link DeploymentStep} leaves that number alone. */
public final class AutoscalerStep implements Step {
    @Override
    public String condition() {
        return "HPAReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var wanted = keystone.getSpec().autoscaling();
        if (wanted != null) {
            return Outcome.holds("HPAReady", "the autoscaler is as wanted")
                    .writing(new Write.Apply(autoscaler(keystone, world, wanted)));
        }
        var outcome = Outcome.holds("HPANotRequired", "spec.autoscaling is not set");
        return there(keystone, world)
                .filter(found -> Owned.by(keystone, found))
                .map(found -> outcome.writing(new Write.Delete(found)))
                .orElse(outcome);
    }

    /** API servers before Kubernetes 1.23 know the same under another version. */
    private static boolean isV2(World world) {
        return world.serves("autoscaling", "v2", "HorizontalPodAutoscaler");
    }

    private static Optional<HasMetadata> there(Keystone keystone, World world) {
        var name = keystone.getMetadata().getName();
        return isV2(world)
                ? world.find(HorizontalPodAutoscaler.class, name).map(HasMetadata.class::cast)
                : world.find(io.fabric8.kubernetes.api.model.autoscaling.v2beta2.HorizontalPodAutoscaler.class, name)
                        .map(HasMetadata.class::cast);
    }

    private static HasMetadata autoscaler(Keystone keystone, World world, AutoscalingSpec wanted) {
        var name = keystone.getMetadata().getName();
        var autoscaler = new HorizontalPodAutoscalerBuilder()
                .withMetadata(Owned.meta(keystone, name))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(name)
                .endScaleTargetRef()
                .withMinReplicas(fewest(keystone, wanted))
                .withMaxReplicas(wanted.maxReplicas())
                .withMetrics(metrics(wanted))
                .endSpec()
                .build();
        if (isV2(world)) {
            return autoscaler;
        }
        return OlderVersion.of(
                autoscaler,
                "autoscaling/v2beta2",
                io.fabric8.kubernetes.api.model.autoscaling.v2beta2.HorizontalPodAutoscaler.class);
    }

    /** Never more than the most: where only that is said, it may be below the usual number of Pods. */
    private static int fewest(Keystone keystone, AutoscalingSpec wanted) {
        var fewest = wanted.minReplicas();
        return fewest != null
                ? fewest
                : Math.min(keystone.getSpec().deployment().pods(), wanted.maxReplicas());
    }

    private static List<MetricSpec> metrics(AutoscalingSpec wanted) {
        return Stream.of(
                        metric("cpu", wanted.targetCPUUtilization()),
                        metric("memory", wanted.targetMemoryUtilization()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MetricSpec> metric(String resource, @Nullable Integer percent) {
        return Optional.ofNullable(percent)
                .map(target -> new MetricSpecBuilder()
                        .withType("Resource")
                        .withNewResource()
                        .withName(resource)
                        .withNewTarget()
                        .withType("Utilization")
                        .withAverageUtilization(target)
                        .endTarget()
                        .endResource()
                        .build());
    }
}
