package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the operator got.
 *
 * @param conditions one of each type
 * @param samlSPMetadataSecretName the Secret with the metadata that the identity provider has to be given
 */
public record KeystoneIdentityBackendStatus(
        List<Condition> conditions,
        @Nullable Long observedGeneration,
        @Nullable String domainID,
        @Nullable String samlSPMetadataSecretName) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneIdentityBackendStatus NEW =
            new KeystoneIdentityBackendStatus(List.of(), null, null, null);

    public KeystoneIdentityBackendStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
