package io.clavis.token;

import io.clavis.identity.User;
import io.clavis.resource.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a new token is to hold. User, domain and scope exist and are enabled.
 *
 * @param user who comes for it
 * @param expiresAt where it is bound to the end of another token; otherwise {@code [token] expiration} from now
 * @param parentAuditId the beginning of the chain, for a token made from a token
 * @param delegatedBy what narrows its roles and its life; it is of the project in the scope
 * @param federation who vouched for the user, where that was an identity provider
 */
public record TokenRequest(
        User user,
        Project userDomain,
        List<String> methods,
        Scope scope,
        Optional<Instant> expiresAt,
        Optional<String> parentAuditId,
        Optional<DelegatedBy> delegatedBy,
        Optional<Federation> federation) {}
