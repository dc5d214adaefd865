package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token of an application credential. Payload version 9. */
public record ApplicationCredentialScopedPayload(
        String userId,
        List<String> methods,
        String projectId,
        String applicationCredentialId,
        Instant expiresAt,
        List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public ApplicationCredentialScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
