package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider.
 *
 * @param identityProviderName null for the name of the resource
 * @param providerMetadataURL null where it follows from the issuer, or where {@code endpoints} are given
 */
public record OidcSpec(
        @Nullable String identityProviderName,
        String protocolID,
        String remoteIDAttribute,
        String issuer,
        String clientID,
        SecretKeyReference clientSecretRef,
        List<String> scopes,
        String responseType,
        @Nullable String providerMetadataURL,
        @Nullable Endpoints endpoints,
        @Nullable Introspection oauth2Introspection,
        String sessionType,
        String stateInputHeaders) {
    public OidcSpec {
        protocolID = protocolID == null || protocolID.isEmpty() ? "openid" : protocolID;
        remoteIDAttribute =
                remoteIDAttribute == null || remoteIDAttribute.isEmpty() ? "HTTP_OIDC_ISS" : remoteIDAttribute;
        scopes = scopes == null ? List.of("openid", "email", "profile") : List.copyOf(scopes);
        responseType = responseType == null || responseType.isEmpty() ? "code" : responseType;
        sessionType = sessionType == null || sessionType.isEmpty() ? "client-cookie" : sessionType;
        stateInputHeaders = stateInputHeaders == null || stateInputHeaders.isEmpty() ? "none" : stateInputHeaders;
    }

    /** The provider's addresses, where it does not publish them. */
    public record Endpoints(
            String authorizationEndpoint,
            String tokenEndpoint,
            String jwksURI,
            @Nullable String userinfoEndpoint,
            @Nullable String introspectionEndpoint,
            @Nullable String endSessionEndpoint) {}

    /**
     * Whether access tokens of the provider are taken from clients without a browser.
     *
     * @param tlsVerify null for yes
     */
    public record Introspection(Boolean enabled, @Nullable Boolean tlsVerify) {}
}
