package io.clavis.token;

import io.clavis.crypto.token.FederatedDomainScopedPayload;
import io.clavis.crypto.token.FederatedProjectScopedPayload;
import io.clavis.crypto.token.FederatedUnscopedPayload;
import io.clavis.crypto.token.TokenPayload;
import java.util.List;
import java.util.Optional;

/**
 * Who vouched for a user, and by which protocol.
 *
 * @param groupIds the groups that the provider put the user into; they count for as long as the token does
 */
public record Federation(String identityProviderId, String protocolId, List<String> groupIds) {
    public Federation {
        groupIds = List.copyOf(groupIds);
    }

    static Optional<Federation> of(TokenPayload payload) {
        return switch (payload) {
            case FederatedUnscopedPayload p ->
                Optional.of(new Federation(p.identityProviderId(), p.protocolId(), p.groupIds()));
            case FederatedProjectScopedPayload p ->
                Optional.of(new Federation(p.identityProviderId(), p.protocolId(), p.groupIds()));
            case FederatedDomainScopedPayload p ->
                Optional.of(new Federation(p.identityProviderId(), p.protocolId(), p.groupIds()));
            default -> Optional.empty();
        };
    }
}
