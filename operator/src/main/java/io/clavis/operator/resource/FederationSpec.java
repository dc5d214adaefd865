package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What federated users need.
 *
 * @param proxyImage not needed, because Clavis speaks OpenID Connect and SAML itself; accepted with a warning
 * @param trustedDashboards addresses that a web single sign-on may return to
 */
public record FederationSpec(@Nullable Image proxyImage, List<String> trustedDashboards) {
    public FederationSpec {
        trustedDashboards = trustedDashboards == null ? List.of() : List.copyOf(trustedDashboards);
    }
}
