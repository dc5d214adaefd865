package io.clavis.auth;

import io.clavis.config.AuthOptions;
import io.clavis.config.Configuration;
import io.clavis.config.TokenOptions;
import java.util.List;

/**
 * What the operator decides about authentication.
 *
 * @param methods {@code [auth] methods}, in the order that the bytes of tokens depend on
 * @param allowRescopeScopedToken {@code [token] allow_rescope_scoped_token}
 */
public record AuthSettings(List<String> methods, boolean allowRescopeScopedToken) {
    public AuthSettings {
        methods = List.copyOf(methods);
    }

    /** What the operator configured. */
    public static AuthSettings of(Configuration configuration) {
        return new AuthSettings(
                configuration.get(AuthOptions.METHODS), configuration.get(TokenOptions.ALLOW_RESCOPE_SCOPED_TOKEN));
    }
}
