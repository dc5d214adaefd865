package io.clavis.auth;

import io.clavis.db.Origin;
import io.clavis.token.Scope;
import java.util.Optional;

/**
 * One request for a token.
 *
 * @param scope what it asks for; empty where it does not say, and where it asks by a trust
 */
public record Attempt(Origin origin, Optional<Scope> scope) {}
