package io.clavis.auth;

import io.clavis.token.DelegatedBy;
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
 */
public record Proof(
        Account account,
        List<String> earlierMethods,
        Optional<Instant> expiresAt,
        Optional<String> parentAuditId,
        Optional<DelegatedBy> delegatedBy) {
    /** The account, and nothing that binds the new token. */
    static Proof of(Account account) {
        return new Proof(account, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
