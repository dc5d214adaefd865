package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the operator got.
 *
 * @param conditions one of each type
 * @param endpoint the address inside of the cluster
 * @param installedRelease the release that the database and the Pods are of
 * @param targetRelease the release that an upgrade leads to
 * @param upgradePhase {@code Expanding}, {@code Migrating}, {@code RollingUpdate} or {@code Contracting}
 */
public record KeystoneStatus(
        List<Condition> conditions,
        @Nullable Long observedGeneration,
        @Nullable String endpoint,
        @Nullable String installedRelease,
        @Nullable String targetRelease,
        @Nullable String upgradePhase) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneStatus NEW = new KeystoneStatus(List.of(), null, null, null, null, null);

    public KeystoneStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
