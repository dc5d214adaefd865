package io.clavis.auth;

import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Mappings;
import io.clavis.federation.Protocols;
import io.clavis.identity.Groups;
import io.clavis.identity.ShadowUsers;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import io.clavis.token.TokenParts;

/** The capabilities that a federated login needs. */
public record FederationParts(
        IdentityProviders identityProviders,
        Protocols protocols,
        Mappings mappings,
        Users users,
        ShadowUsers shadowUsers,
        Groups groups,
        Projects projects,
        TokenParts tokenParts,
        ProjectProvisioning provisioning) {}
