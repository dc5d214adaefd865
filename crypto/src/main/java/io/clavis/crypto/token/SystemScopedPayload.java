package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token for the system; {@code system} is {@code all}. Payload version 8. */
public record SystemScopedPayload(
        String userId, List<String> methods, String system, Instant expiresAt, List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public SystemScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
