package io.clavis.auth;

import io.clavis.db.Origin;
import io.clavis.token.Scope;
import java.util.Optional;

/**
 * One request for a token.
 *
 * @param assertion what a trusted proxy says of who asks
 * @param scope what it asks for; empty where it does not say
 */
public record Attempt(Origin origin, Assertion assertion, Optional<Scope> scope) {}
