package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token of a trust; the user is the trustee, the trust id a UUID. Payload version 3. */
public record TrustScopedPayload(
        String userId, List<String> methods, String projectId, String trustId, Instant expiresAt, List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public TrustScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
