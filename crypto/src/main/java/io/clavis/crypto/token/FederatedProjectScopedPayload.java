package io.clavis.crypto.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A token of a federated user for a project. Payload version 5. */
public record FederatedProjectScopedPayload(
        String userId,
        List<String> methods,
        String projectId,
        List<String> groupIds,
        String identityProviderId,
        String protocolId,
        Instant expiresAt,
        List<String> auditIds)
        implements TokenPayload {
    /** Cuts the expiry to whole seconds. */
    public FederatedProjectScopedPayload {
        methods = List.copyOf(methods);
        groupIds = List.copyOf(groupIds);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        auditIds = List.copyOf(auditIds);
    }
}
