package io.clavis.auth;

import io.clavis.http.Forbidden;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.token.Token;
import io.clavis.token.Tokens;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Method {@code token}: a token for a token of another scope. The new one ends with the old one and continues its audit
 * chain, so that nobody stays logged in by asking again and again.
 */
final class TokenMethod implements AuthMethod {
    private final Tokens tokens;
    private final boolean allowRescopeScopedToken;

    TokenMethod(Tokens tokens, boolean allowRescopeScopedToken) {
        this.tokens = tokens;
        this.allowRescopeScopedToken = allowRescopeScopedToken;
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        var token = tokens.validate(AuthDocument.text(data, "id"), Duration.ZERO)
                .forServiceThatKeeps(Optional.empty())
                .token();
        token.federation().ifPresentOrElse(tokens::requireUsable, () -> check(token, attempt));
        return Proof.continuing(token, token.methods());
    }

    private void check(Token token, Attempt attempt) {
        if (token.trust().isPresent()) {
            throw Forbidden.action(
                    "Using trust-scoped token to create another token. Create a new trust-scoped token" + " instead");
        }
        if (token.accessToken().isPresent()) {
            throw Forbidden.action(
                    "Using OAuth-scoped token to create another token. Create a new OAuth-scoped token" + " instead");
        }
        if (token.scope() instanceof SystemScope && asksForProjectOrDomain(attempt)) {
            throw Forbidden.action("Using a system-scoped token to create a project-scoped or domain-scoped token is"
                    + " not allowed.");
        }
        if (!tokens.isInPerson(token)) {
            throw Forbidden.action("Using a delegated token to create another token is not allowed.");
        }
        if (!allowRescopeScopedToken && !(token.scope() instanceof Unscoped)) {
            throw Forbidden.action("rescope a scoped token");
        }
    }

    private static boolean asksForProjectOrDomain(Attempt attempt) {
        return attempt.scope()
                .filter(scope -> scope instanceof ProjectScope || scope instanceof DomainScope)
                .isPresent();
    }
}
