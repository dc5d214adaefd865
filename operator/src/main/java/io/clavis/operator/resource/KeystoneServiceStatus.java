package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the operator got. */
public record KeystoneServiceStatus(
        List<Condition> conditions, @Nullable String serviceID) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneServiceStatus NEW = new KeystoneServiceStatus(List.of(), null);

    public KeystoneServiceStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
