package io.clavis.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the operator got. Times are as Kubernetes writes them.
 *
 * @param acID the id that Keystone gave it
 * @param secretName the Secret that holds it now
 * @param previousSecretName the Secret before, which still works
 * @param securityHash of what a change of which needs a new one: roles, access rules, whether it is unrestricted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeystoneApplicationCredentialStatus(
        List<Condition> conditions,
        @Nullable Long observedGeneration,
        @Nullable String acID,
        @Nullable String secretName,
        @Nullable String previousSecretName,
        @Nullable String securityHash,
        @Nullable String createdAt,
        @Nullable String expiresAt,
        @Nullable String lastRotated,
        @Nullable String rotationEligibleAt) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneApplicationCredentialStatus NEW =
            new KeystoneApplicationCredentialStatus(List.of(), null, null, null, null, null, null, null, null, null);

    public KeystoneApplicationCredentialStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The same with other conditions. */
    public KeystoneApplicationCredentialStatus with(List<Condition> fresh, Long generation) {
        return new KeystoneApplicationCredentialStatus(
                fresh,
                generation,
                acID,
                secretName,
                previousSecretName,
                securityHash,
                createdAt,
                expiresAt,
                lastRotated,
                rotationEligibleAt);
    }

    /** The same where the Secret before is of no use any more. */
    public KeystoneApplicationCredentialStatus withoutPrevious() {
        return new KeystoneApplicationCredentialStatus(
                conditions,
                observedGeneration,
                acID,
                secretName,
                null,
                securityHash,
                createdAt,
                expiresAt,
                lastRotated,
                rotationEligibleAt);
    }

    /** The same to be renewed at another time. */
    public KeystoneApplicationCredentialStatus withRotationEligibleAt(@Nullable String time) {
        return new KeystoneApplicationCredentialStatus(
                conditions,
                observedGeneration,
                acID,
                secretName,
                previousSecretName,
                securityHash,
                createdAt,
                expiresAt,
                lastRotated,
                time);
    }
}
