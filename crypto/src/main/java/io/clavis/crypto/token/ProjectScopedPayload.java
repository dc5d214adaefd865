package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token for a project. Payload version 2. */
public record ProjectScopedPayload(
        String userId, List<String> methods, String projectId, Instant expiresAt, List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public ProjectScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
