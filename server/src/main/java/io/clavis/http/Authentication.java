package io.clavis.http;

import java.util.Optional;

/** Tells who a token belongs to. Implemented by the token capability, above this package. */
@FunctionalInterface
public interface Authentication {
    /** The caller, or empty where the token is not valid now, for whatever reason. */
    Optional<Caller> caller(String token);
}
