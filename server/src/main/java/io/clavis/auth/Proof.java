package io.clavis.auth;

import io.clavis.token.DelegatedBy;
import io.clavis.token.Federation;
import io.clavis.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a method found out.
 *
 * @param earlierMethods those that led to the token that was shown, for a method that takes one
 * @param expiresAt the end that the new token must not outlive
 * @param parentAuditId the chain that the new token continues
 * @param delegatedBy what narrows the new token and says its scope
 * @param federation who vouches for the user, where that is an identity provider
 */
public record Proof(
        Account account,
        List<String> earlierMethods,
        Optional<Instant> expiresAt,
        Optional<String> parentAuditId,
        Optional<DelegatedBy> delegatedBy,
        Optional<Federation> federation) {
    /** What a method found out about a user whom no identity provider vouches for. */
    public Proof(
            Account account,
            List<String> earlierMethods,
            Optional<Instant> expiresAt,
            Optional<String> parentAuditId,
            Optional<DelegatedBy> delegatedBy) {
        this(account, earlierMethods, expiresAt, parentAuditId, delegatedBy, Optional.empty());
    }

    /** The account, and nothing that binds the new token. */
    static Proof of(Account account) {
        return new Proof(account, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a token proves: its user, until its end. The new token continues its audit chain. */
    static Proof continuing(Token token, List<String> earlierMethods) {
        return new Proof(
                new Account(token.user(), token.userDomain()),
                earlierMethods,
                Optional.of(token.expiresAt()),
                token.parentAuditId().or(() -> Optional.of(token.auditId())),
                Optional.empty(),
                token.federation());
    }
}
