package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An unscoped token. Payload version 0. */
public record UnscopedPayload(String userId, List<String> methods, Instant expiresAt, List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public UnscopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
