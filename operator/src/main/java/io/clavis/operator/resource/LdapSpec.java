package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * A directory.
 *
 * @param bindCredentialsSecretRef a Secret with {@code username} and, unless it says otherwise, {@code password}
 * @param groups null where the directory has none
 */
public record LdapSpec(
        String url,
        String suffix,
        SecretKeyReference bindCredentialsSecretRef,
        Boolean readOnly,
        @Nullable Tls tls,
        @Nullable Pool pool,
        Users users,
        @Nullable Groups groups) {
    public LdapSpec {
        readOnly = readOnly == null || readOnly;
    }

    /**
     * How the directory proves who it is.
     *
     * @param caBundleSecretRef a Secret with {@code ca.crt}
     */
    public record Tls(SecretReference caBundleSecretRef) {}

    /** Connections that are kept. */
    public record Pool(@Nullable Boolean enabled, @Nullable Integer size) {}

    /** Where users are, and what their attributes are called; null for the server's defaults. */
    public record Users(
            String treeDN,
            @Nullable String filter,
            @Nullable String objectClass,
            @Nullable String idAttribute,
            @Nullable String nameAttribute,
            @Nullable String mailAttribute) {}

    /** Where groups are, and what their attributes are called; null for the server's defaults. */
    public record Groups(
            String treeDN,
            @Nullable String filter,
            @Nullable String objectClass,
            @Nullable String idAttribute,
            @Nullable String nameAttribute,
            @Nullable String memberAttribute) {}
}
