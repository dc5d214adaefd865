package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token of an OAuth1 access token. Payload version 7. */
public record OauthScopedPayload(
        String userId,
        List<String> methods,
        String projectId,
        String accessTokenId,
        Instant expiresAt,
        List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public OauthScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
