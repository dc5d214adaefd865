package io.clavis.auth;

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
}
