package io.clavis.identity;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom an identity provider vouches.
 *
 * @param uniqueId who that is at the provider
 * @param domainId where the user lives
 * @param groupIds groups that exist, as long as the provider says so
 */
public record Visitor(
        String idpId,
        String protocolId,
        String uniqueId,
        String displayName,
        @Nullable String email,
        String domainId,
        Collection<String> groupIds) {
    public Visitor {
        groupIds = Set.copyOf(groupIds);
    }

    FederatedLink link() {
        return new FederatedLink(idpId, protocolId, uniqueId);
    }
}
