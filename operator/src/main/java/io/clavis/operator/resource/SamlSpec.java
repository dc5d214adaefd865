package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SAML identity provider.
 *
 * @param identityProviderName null for the name of the resource
 * @param sp null where everything about our own side is made
 * @param forwardAttributes attributes of the assertion that mappings may look at; empty for all
 */
public record SamlSpec(
        @Nullable String identityProviderName,
        String protocolID,
        String remoteIDAttribute,
        String idpEntityID,
        IdpMetadata idpMetadata,
        @Nullable ServiceProvider sp,
        List<String> forwardAttributes) {
    public SamlSpec {
        protocolID = protocolID == null || protocolID.isEmpty() ? "mapped" : protocolID;
        remoteIDAttribute =
                remoteIDAttribute == null || remoteIDAttribute.isEmpty() ? "HTTP_MELLON_IDP" : remoteIDAttribute;
        forwardAttributes = forwardAttributes == null ? List.of() : List.copyOf(forwardAttributes);
    }

    /** Where the provider's metadata are: one of the three. */
    public record IdpMetadata(
            @Nullable String inline,
            @Nullable SecretReference secretRef,
            @Nullable String url) {}

    /**
     * Our own side.
     *
     * @param certificateSecretRef a Secret with {@code tls.crt} and {@code tls.key}; null where one is made
     */
    public record ServiceProvider(@Nullable SecretReference certificateSecretRef) {}
}
