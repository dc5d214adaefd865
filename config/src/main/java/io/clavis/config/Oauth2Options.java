package io.clavis.config;

import java.util.List;

/** Options of the group {@code [oauth2]}. */
public final class Oauth2Options {
    private static final String GROUP = "oauth2";

    public static final Option<List<String>> OAUTH2_AUTHN_METHODS = Option.list(
            GROUP,
            "oauth2_authn_methods",
            List.of("tls_client_auth", "client_secret_basic"),
            "Ways in which an OAuth 2.0 client may authenticate");

    public static final Option<String> OAUTH2_CERT_DN_MAPPING_ID = Option.string(
            GROUP, "oauth2_cert_dn_mapping_id", "oauth2_mapping", "Mapping that reads a client certificate's names");

    static final List<Option<?>> ALL = List.of(OAUTH2_AUTHN_METHODS, OAUTH2_CERT_DN_MAPPING_ID);

    private Oauth2Options() {}
}
