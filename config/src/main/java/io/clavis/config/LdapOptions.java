package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [ldap]}. */
public final class LdapOptions {
    private static final String GROUP = "ldap";

    public static final Option<String> ALIAS_DEREFERENCING = Option.string(
                    GROUP,
                    "alias_dereferencing",
                    "default",
                    "When aliases are followed; default leaves it to the client's own configuration")
            .choices("never", "searching", "always", "finding", "default");

    public static final Option<Integer> AUTH_POOL_CONNECTION_LIFETIME = Option.integer(
                    GROUP,
                    "auth_pool_connection_lifetime",
                    60,
                    "Seconds that a pooled connection of a user's bind lives")
            .atLeast(1);

    public static final Option<Integer> AUTH_POOL_SIZE = Option.integer(
                    GROUP, "auth_pool_size", 100, "Pooled connections for users' binds")
            .atLeast(1);

    public static final Option<Optional<Boolean>> CHASE_REFERRALS =
            Option.bool(GROUP, "chase_referrals", "Follow referrals");

    public static final Option<Integer> CONNECTION_TIMEOUT = Option.integer(
                    GROUP, "connection_timeout", -1, "Seconds to wait for the server; -1 for ever")
            .atLeast(-1);

    public static final Option<Optional<Integer>> DEBUG_LEVEL = Option.integer(
                    GROUP, "debug_level", "Debug level of the LDAP library")
            .atLeast(-1);

    public static final Option<Boolean> GROUP_AD_NESTING = Option.bool(
            GROUP, "group_ad_nesting", false, "Look for nested groups with Active Directory's matching rule");

    public static final Option<List<String>> GROUP_ADDITIONAL_ATTRIBUTE_MAPPING = Option.list(
            GROUP,
            "group_additional_attribute_mapping",
            List.of(),
            "Further group attributes, as ldap_attribute:keystone_attribute");

    public static final Option<List<String>> GROUP_ATTRIBUTE_IGNORE =
            Option.list(GROUP, "group_attribute_ignore", List.of(), "Group attributes that are never read or written");

    public static final Option<String> GROUP_DESC_ATTRIBUTE =
            Option.string(GROUP, "group_desc_attribute", "description", "Attribute of a group's description");

    public static final Option<Optional<String>> GROUP_FILTER =
            Option.string(GROUP, "group_filter", "Filter added to searches for groups");

    public static final Option<String> GROUP_ID_ATTRIBUTE =
            Option.string(GROUP, "group_id_attribute", "cn", "Attribute of a group's id");

    public static final Option<String> GROUP_MEMBER_ATTRIBUTE =
            Option.string(GROUP, "group_member_attribute", "member", "Attribute of a group's members");

    public static final Option<Boolean> GROUP_MEMBERS_ARE_IDS =
            Option.bool(GROUP, "group_members_are_ids", false, "Members are user ids instead of DNs");

    public static final Option<String> GROUP_NAME_ATTRIBUTE =
            Option.string(GROUP, "group_name_attribute", "ou", "Attribute of a group's name");

    public static final Option<String> GROUP_OBJECTCLASS =
            Option.string(GROUP, "group_objectclass", "groupOfNames", "Object class of groups");

    public static final Option<Optional<String>> GROUP_TREE_DN = Option.string(
            GROUP, "group_tree_dn", "Where groups are searched; by default ou=UserGroups below the suffix");

    public static final Option<Integer> PAGE_SIZE = Option.integer(
                    GROUP, "page_size", 0, "Entries per page of a search; 0 without paging")
            .atLeast(0);

    public static final Option<Optional<String>> PASSWORD =
            Option.string(GROUP, "password", "Password of the binding account").hidden();

    public static final Option<Integer> POOL_CONNECTION_LIFETIME = Option.integer(
                    GROUP, "pool_connection_lifetime", 600, "Seconds that a pooled connection lives")
            .atLeast(1);

    public static final Option<Integer> POOL_CONNECTION_TIMEOUT = Option.integer(
                    GROUP,
                    "pool_connection_timeout",
                    -1,
                    "Seconds that a pooled connection waits for the server; -1 for ever")
            .atLeast(-1);

    public static final Option<Double> POOL_RETRY_DELAY =
            Option.floating(GROUP, "pool_retry_delay", 0.1, "Seconds between attempts to reconnect");

    public static final Option<Integer> POOL_RETRY_MAX =
            Option.integer(GROUP, "pool_retry_max", 3, "Attempts to reconnect").atLeast(1);

    public static final Option<Integer> POOL_SIZE =
            Option.integer(GROUP, "pool_size", 10, "Pooled connections").atLeast(1);

    public static final Option<String> QUERY_SCOPE = Option.string(
                    GROUP, "query_scope", "one", "Depth of searches: one level, or the whole subtree")
            .choices("one", "sub");

    public static final Option<Boolean> RANDOMIZE_URLS =
            Option.bool(GROUP, "randomize_urls", false, "Try the servers in random order");

    public static final Option<String> SUFFIX =
            Option.string(GROUP, "suffix", "cn=example,cn=com", "DN below which everything is");

    public static final Option<Optional<String>> TLS_CACERTDIR =
            Option.string(GROUP, "tls_cacertdir", "Directory of trusted certificates");

    public static final Option<Optional<String>> TLS_CACERTFILE =
            Option.string(GROUP, "tls_cacertfile", "File of trusted certificates");

    public static final Option<String> TLS_REQ_CERT = Option.string(
                    GROUP, "tls_req_cert", "demand", "What to do about the server's certificate")
            .choices("demand", "never", "allow");

    public static final Option<String> URL =
            Option.string(GROUP, "url", "ldap://localhost", "URLs of the servers, between commas");

    public static final Option<Boolean> USE_AUTH_POOL =
            Option.bool(GROUP, "use_auth_pool", true, "Pool the connections of users' binds");

    public static final Option<Boolean> USE_POOL = Option.bool(GROUP, "use_pool", true, "Pool connections");

    public static final Option<Boolean> USE_TLS =
            Option.bool(GROUP, "use_tls", false, "Start TLS on a plain connection");

    public static final Option<Optional<String>> USER =
            Option.string(GROUP, "user", "DN of the binding account; without one the bind is anonymous");

    public static final Option<List<String>> USER_ADDITIONAL_ATTRIBUTE_MAPPING = Option.list(
            GROUP,
            "user_additional_attribute_mapping",
            List.of(),
            "Further user attributes, as ldap_attribute:keystone_attribute");

    public static final Option<List<String>> USER_ATTRIBUTE_IGNORE = Option.list(
            GROUP,
            "user_attribute_ignore",
            List.of("default_project_id"),
            "User attributes that are never read or written");

    public static final Option<Optional<String>> USER_DEFAULT_PROJECT_ID_ATTRIBUTE =
            Option.string(GROUP, "user_default_project_id_attribute", "Attribute of a user's default project");

    public static final Option<String> USER_DESCRIPTION_ATTRIBUTE =
            Option.string(GROUP, "user_description_attribute", "description", "Attribute of a user's description");

    public static final Option<String> USER_ENABLED_ATTRIBUTE =
            Option.string(GROUP, "user_enabled_attribute", "enabled", "Attribute that says whether a user is enabled");

    public static final Option<String> USER_ENABLED_DEFAULT = Option.string(
            GROUP,
            "user_enabled_default",
            "True",
            "Value of the enabled attribute where it is missing; with a mask, an integer");

    public static final Option<Boolean> USER_ENABLED_EMULATION =
            Option.bool(GROUP, "user_enabled_emulation", false, "A user is enabled by membership of a group");

    public static final Option<Optional<String>> USER_ENABLED_EMULATION_DN =
            Option.string(GROUP, "user_enabled_emulation_dn", "DN of the group of enabled users");

    public static final Option<Boolean> USER_ENABLED_EMULATION_USE_GROUP_CONFIG = Option.bool(
            GROUP,
            "user_enabled_emulation_use_group_config",
            false,
            "The group of enabled users uses the object class and member attribute of other groups");

    public static final Option<Boolean> USER_ENABLED_INVERT =
            Option.bool(GROUP, "user_enabled_invert", false, "The attribute says that a user is locked");

    public static final Option<Integer> USER_ENABLED_MASK = Option.integer(
                    GROUP,
                    "user_enabled_mask",
                    0,
                    "Bit of the attribute that says whether a user is enabled; 0 for none")
            .atLeast(0);

    public static final Option<Optional<String>> USER_FILTER =
            Option.string(GROUP, "user_filter", "Filter added to searches for users");

    public static final Option<String> USER_ID_ATTRIBUTE =
            Option.string(GROUP, "user_id_attribute", "cn", "Attribute of a user's id");

    public static final Option<String> USER_MAIL_ATTRIBUTE =
            Option.string(GROUP, "user_mail_attribute", "mail", "Attribute of a user's e-mail address");

    public static final Option<String> USER_NAME_ATTRIBUTE =
            Option.string(GROUP, "user_name_attribute", "sn", "Attribute of a user's name");

    public static final Option<String> USER_OBJECTCLASS =
            Option.string(GROUP, "user_objectclass", "inetOrgPerson", "Object class of users");

    public static final Option<String> USER_PASS_ATTRIBUTE =
            Option.string(GROUP, "user_pass_attribute", "userPassword", "Attribute of a user's password");

    public static final Option<Optional<String>> USER_TREE_DN =
            Option.string(GROUP, "user_tree_dn", "Where users are searched; by default ou=Users below the suffix");

    static final List<Option<?>> ALL = List.of(
            ALIAS_DEREFERENCING,
            AUTH_POOL_CONNECTION_LIFETIME,
            AUTH_POOL_SIZE,
            CHASE_REFERRALS,
            CONNECTION_TIMEOUT,
            DEBUG_LEVEL,
            GROUP_AD_NESTING,
            GROUP_ADDITIONAL_ATTRIBUTE_MAPPING,
            GROUP_ATTRIBUTE_IGNORE,
            GROUP_DESC_ATTRIBUTE,
            GROUP_FILTER,
            GROUP_ID_ATTRIBUTE,
            GROUP_MEMBER_ATTRIBUTE,
            GROUP_MEMBERS_ARE_IDS,
            GROUP_NAME_ATTRIBUTE,
            GROUP_OBJECTCLASS,
            GROUP_TREE_DN,
            PAGE_SIZE,
            PASSWORD,
            POOL_CONNECTION_LIFETIME,
            POOL_CONNECTION_TIMEOUT,
            POOL_RETRY_DELAY,
            POOL_RETRY_MAX,
            POOL_SIZE,
            QUERY_SCOPE,
            RANDOMIZE_URLS,
            SUFFIX,
            TLS_CACERTDIR,
            TLS_CACERTFILE,
            TLS_REQ_CERT,
            URL,
            USE_AUTH_POOL,
            USE_POOL,
            USE_TLS,
            USER,
            USER_ADDITIONAL_ATTRIBUTE_MAPPING,
            USER_ATTRIBUTE_IGNORE,
            USER_DEFAULT_PROJECT_ID_ATTRIBUTE,
            USER_DESCRIPTION_ATTRIBUTE,
            USER_ENABLED_ATTRIBUTE,
            USER_ENABLED_DEFAULT,
            USER_ENABLED_EMULATION,
            USER_ENABLED_EMULATION_DN,
            USER_ENABLED_EMULATION_USE_GROUP_CONFIG,
            USER_ENABLED_INVERT,
            USER_ENABLED_MASK,
            USER_FILTER,
            USER_ID_ATTRIBUTE,
            USER_MAIL_ATTRIBUTE,
            USER_NAME_ATTRIBUTE,
            USER_OBJECTCLASS,
            USER_PASS_ATTRIBUTE,
            USER_TREE_DN);

    private LdapOptions() {}
}
