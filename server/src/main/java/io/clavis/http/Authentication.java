package io.clavis.http;

import java.util.Optional;

/** Tells who a token belongs to. Implemented by the token capability, above this package. */
@FunctionalInterface
public interface Authentication {
    /** The caller, or empty where the token is not valid now, for whatever reason. */
    Optional<Caller> caller(String token);

    /** Who makes a request that has no token, known by the connection; empty for nobody. */
    default Optional<Caller> callerWithoutToken(Request request) {
        return Optional.empty();
    }
}
