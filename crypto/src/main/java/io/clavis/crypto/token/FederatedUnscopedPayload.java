package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An unscoped token of a federated user. Payload version 4. */
public record FederatedUnscopedPayload(
        String userId,
        List<String> methods,
        List<String> groupIds,
        String identityProviderId,
        String protocolId,
        Instant expiresAt,
        List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public FederatedUnscopedPayload {
        methods = List.copyOf(methods);
        groupIds = List.copyOf(groupIds);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
