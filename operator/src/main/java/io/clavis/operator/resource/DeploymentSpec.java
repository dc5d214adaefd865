package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many Pods, where, and how they end.
 *
 * @param replicas at least 1; null where it is not said here
 * @param terminationGracePeriodSeconds seconds until a Pod is killed
 * @param preStopSleepSeconds seconds in which a Pod that ends still serves
 * @param topologySpreadConstraints null for the usual ones, empty for none
 */
public record DeploymentSpec(
        @Nullable Integer replicas,
        @Nullable ResourceRequirements resources,
        Long terminationGracePeriodSeconds,
        Long preStopSleepSeconds,
        @Nullable DeploymentStrategy strategy,
        @Nullable List<TopologySpreadConstraint> topologySpreadConstraints,
        @Nullable String priorityClassName,
        Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        List<Toleration> tolerations) {
    static final DeploymentSpec DEFAULT =
            new DeploymentSpec(null, null, 30L, 5L, null, null, null, Map.of(), null, List.of());

    private static final int REPLICAS = 3;

    public DeploymentSpec {
        terminationGracePeriodSeconds = terminationGracePeriodSeconds == null ? 30L : terminationGracePeriodSeconds;
        preStopSleepSeconds = preStopSleepSeconds == null ? 5L : preStopSleepSeconds;
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    }

    /** This, with what the founding document calls {@code spec.replicas} where it says nothing itself. */
    DeploymentSpec orReplicas(@Nullable Integer others) {
        int wanted = replicas != null ? replicas : others != null ? others : REPLICAS;
        return new DeploymentSpec(
                wanted,
                resources,
                terminationGracePeriodSeconds,
                preStopSleepSeconds,
                strategy,
                topologySpreadConstraints,
                priorityClassName,
                nodeSelector,
                affinity,
                tolerations);
    }

    /** How many Pods, where no autoscaler decides. */
    public int pods() {
        return replicas == null ? REPLICAS : replicas;
    }
}
