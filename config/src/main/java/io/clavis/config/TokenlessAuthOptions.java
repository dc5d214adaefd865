package io.clavis.config;

import java.util.List;

/** Options of the group {@code [tokenless_auth]}. */
public final class TokenlessAuthOptions {
    private static final String GROUP = "tokenless_auth";

    public static final Option<String> ISSUER_ATTRIBUTE = Option.string(
            GROUP, "issuer_attribute", "SSL_CLIENT_I_DN", "Request variable that holds a client certificate's issuer");

    public static final Option<String> PROTOCOL =
            Option.string(GROUP, "protocol", "x509", "Federation protocol that maps client certificates");

    public static final Option<List<String>> TRUSTED_ISSUER = Option.multi(
            GROUP,
            "trusted_issuer",
            List.of(),
            "Issuer of client certificates that are accepted instead of a token; may be repeated");

    static final List<Option<?>> ALL = List.of(ISSUER_ATTRIBUTE, PROTOCOL, TRUSTED_ISSUER);

    private TokenlessAuthOptions() {}
}
