package io.clavis.operator.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a {@link KeystoneIdentityBackend}: one block, that of its type.
 *
 * @param keystoneRef the Keystone, of the same namespace
 * @param mappings who becomes whom; not for LDAP
 * @param groups groups of the domain, with what they may do; not for LDAP
 * @param extraOptions further options of the section {@code [ldap]}
 */
public record KeystoneIdentityBackendSpec(
        Reference keystoneRef,
        Type type,
        BackendDomain domain,
        @Nullable LdapSpec ldap,
        @Nullable OidcSpec oidc,
        @Nullable SamlSpec saml,
        List<MappingRule> mappings,
        List<BackendGroup> groups,
        Map<String, String> extraOptions) {
    public KeystoneIdentityBackendSpec {
        mappings = mappings == null ? List.of() : List.copyOf(mappings);
        groups = groups == null ? List.of() : List.copyOf(groups);
        extraOptions = extraOptions == null ? Map.of() : Map.copyOf(extraOptions);
    }

    /** How users are found. */
    public enum Type {
        /** In a directory. */
        LDAP,
        /** By an OpenID Connect provider. */
        OIDC,
        /** By a SAML identity provider. */
        SAML
    }
}
