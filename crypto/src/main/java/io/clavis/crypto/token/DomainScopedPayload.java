package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token for a domain; its id is a UUID or the default domain. Payload version 1. */
public record DomainScopedPayload(
        String userId, List<String> methods, String domainId, Instant expiresAt, List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public DomainScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
