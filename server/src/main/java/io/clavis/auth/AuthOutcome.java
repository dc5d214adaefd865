package io.clavis.auth;

import io.clavis.token.Tokens;
import java.util.List;

/** What a request for a token came to, where it was not refused. */
sealed interface AuthOutcome {
    /** A token. */
    record Authenticated(Tokens.Issued issued) implements AuthOutcome {}

    /**
     * The user has shown something, but not enough.
     *
     * @param methods those that were passed
     * @param rules those that can still be completed, of methods that are configured
     */
    record MoreMethodsRequired(Account account, List<String> methods, List<List<String>> rules)
            implements AuthOutcome {}
}
