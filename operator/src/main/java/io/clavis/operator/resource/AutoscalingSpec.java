package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * How the number of Pods follows the load.
 *
 * @param minReplicas null for {@code deployment.replicas}
 * @param targetCPUUtilization percent of what is requested
 * @param targetMemoryUtilization percent of what is requested
 */
public record AutoscalingSpec(
        @Nullable Integer minReplicas,
        Integer maxReplicas,
        @Nullable Integer targetCPUUtilization,
        @Nullable Integer targetMemoryUtilization) {}
