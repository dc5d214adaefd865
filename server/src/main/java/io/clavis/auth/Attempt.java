package io.clavis.auth;

import io.clavis.db.Origin;
import io.clavis.http.Call;
import io.clavis.throttle.Guess;
import io.clavis.token.Scope;
import java.util.Optional;

/**
 * One request for a token.
 *
 * @param call how it came: some methods prove themselves outside of its body
 * @param guess to be told before a secret is compared
 * @param scope what it asks for; empty where it does not say, and where it asks by a trust
 */
public record Attempt(Call call, Guess guess, Optional<Scope> scope) {
    /** Who is answerable for the changes that it makes. */
    Origin origin() {
        return call.origin();
    }
}
