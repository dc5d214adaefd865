package io.clavis.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the operator got.
 *
 * @param grants the role assignments that the operator made, by Keystone's paths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeystoneServiceStatus(
        List<Condition> conditions,
        @Nullable Long observedGeneration,
        @Nullable String serviceID,
        @Nullable String userID,
        List<String> grants) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneServiceStatus NEW = new KeystoneServiceStatus(List.of(), null, null, null, List.of());

    public KeystoneServiceStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        grants = grants == null ? List.of() : List.copyOf(grants);
    }

    /** The same with other conditions. */
    public KeystoneServiceStatus with(List<Condition> fresh, Long generation) {
        return new KeystoneServiceStatus(fresh, generation, serviceID, userID, grants);
    }

    /** The same with a service. */
    public KeystoneServiceStatus withService(String id) {
        return new KeystoneServiceStatus(conditions, observedGeneration, id, userID, grants);
    }

    /** The same with a user. */
    public KeystoneServiceStatus withUser(String id, List<String> made) {
        return new KeystoneServiceStatus(conditions, observedGeneration, serviceID, id, made);
    }
}
