package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token bound to a client certificate by its thumbprint, for a project or a domain. Payload version 10. */
public record Oauth2CredentialsScopedPayload(
        String userId,
        List<String> methods,
        @Nullable String projectId,
        @Nullable String domainId,
        String thumbprint,
        Instant expiresAt,
        List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public Oauth2CredentialsScopedPayload {
        methods = List.copyOf(methods);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
