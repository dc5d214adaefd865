package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [federation]}. */
public final class FederationOptions {
    private static final String GROUP = "federation";

    public static final Option<String> ASSERTION_PREFIX = Option.string(
            GROUP, "assertion_prefix", "", "Prefix of the request variables that count as part of an assertion");

    public static final Option<String> ATTRIBUTE_MAPPING_DEFAULT_SCHEMA_VERSION = Option.string(
            GROUP, "attribute_mapping_default_schema_version", "1.0", "Schema version of a mapping that names none");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache federation data");

    public static final Option<Integer> DEFAULT_AUTHORIZATION_TTL = Option.integer(
            GROUP,
            "default_authorization_ttl",
            0,
            "Minutes that group memberships from an assertion last; 0 until the token ends");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where federation data are kept");

    public static final Option<String> FEDERATED_DOMAIN_NAME = Option.string(
                    GROUP,
                    "federated_domain_name",
                    "Federated",
                    "Domain name that upstream shows for users without a domain")
            .deprecated();

    public static final Option<Optional<String>> REMOTE_ID_ATTRIBUTE = Option.string(
            GROUP, "remote_id_attribute", "Request variable that holds the identity provider's entity id");

    public static final Option<String> SSO_CALLBACK_TEMPLATE = Option.string(
            GROUP,
            "sso_callback_template",
            "/etc/keystone/sso_callback_template.html",
            "HTML page that hands a token to the dashboard");

    public static final Option<List<String>> TRUSTED_DASHBOARD = Option.multi(
            GROUP,
            "trusted_dashboard",
            List.of(),
            "Dashboard URL that may receive tokens by web single sign-on; may be repeated");

    static final List<Option<?>> ALL = List.of(
            ASSERTION_PREFIX,
            ATTRIBUTE_MAPPING_DEFAULT_SCHEMA_VERSION,
            CACHING,
            DEFAULT_AUTHORIZATION_TTL,
            DRIVER,
            FEDERATED_DOMAIN_NAME,
            REMOTE_ID_ATTRIBUTE,
            SSO_CALLBACK_TEMPLATE,
            TRUSTED_DASHBOARD);

    private FederationOptions() {}

    /** The protocol's own {@link #REMOTE_ID_ATTRIBUTE}, in a group of its name; exists for every federation protocol. */
    public static Option<Optional<String>> remoteIdAttribute(String protocol) {
        return Option.string(protocol, REMOTE_ID_ATTRIBUTE.name(), REMOTE_ID_ATTRIBUTE.help());
    }
}
