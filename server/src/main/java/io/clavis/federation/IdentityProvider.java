package io.clavis.federation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that vouches for users.
 *
 * @param domainId where its users live
 * @param remoteIds what it calls itself in assertions, each in no other provider's list
 * @param authorizationTtl minutes that a membership by mapping lasts; null for the service's default
 */
public record IdentityProvider(
        String id,
        String domainId,
        boolean enabled,
        @Nullable String description,
        List<String> remoteIds,
        @Nullable Integer authorizationTtl) {
    public IdentityProvider {
        remoteIds = List.copyOf(remoteIds);
    }
}
