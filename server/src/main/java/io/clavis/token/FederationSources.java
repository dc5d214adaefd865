package io.clavis.token;

import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Mappings;
import io.clavis.federation.Protocols;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.Groups;

/** The capabilities that say whether what vouched for a federated user still stands. */
public record FederationSources(
        IdentityProviders identityProviders, Protocols protocols, Mappings mappings, Groups groups) {
    /** 404 where the provider is no more; a disabled one still counts. */
    void requireKnown(Federation federation) {
        identityProviders.require(federation.identityProviderId());
    }

    /** Whether the provider may bring in anybody just now: 403 where it is disabled, 404 or 401 where something is gone. */
    void requireUsable(Federation federation) {
        var provider = identityProviders.require(federation.identityProviderId());
        if (!provider.enabled()) {
            throw Forbidden.hidden("Identity Provider " + provider.id() + " is disabled");
        }
        var protocol = protocols.require(provider.id(), federation.protocolId());
        if (mappings.find(protocol.mappingId()).isEmpty()) {
            throw NotFound.of("mapping", protocol.mappingId());
        }
        if (groups.findAll(federation.groupIds()).size() < federation.groupIds().size()) {
            throw new Unauthorized("a group of the federated user is no more");
        }
    }
}
