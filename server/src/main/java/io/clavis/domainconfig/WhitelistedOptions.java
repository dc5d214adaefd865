package io.clavis.domainconfig;

import io.clavis.config.IdentityOptions;
import io.clavis.config.LdapOptions;
import io.clavis.config.Option;
import java.util.List;

/** The options that a domain may set and anybody with the right may read. A new option is not among them by itself. */
final class WhitelistedOptions {
    static final List<Option<?>> ALL = List.of(
            IdentityOptions.DRIVER,
            IdentityOptions.LIST_LIMIT,
            LdapOptions.URL,
            LdapOptions.USER,
            LdapOptions.SUFFIX,
            LdapOptions.QUERY_SCOPE,
            LdapOptions.PAGE_SIZE,
            LdapOptions.ALIAS_DEREFERENCING,
            LdapOptions.DEBUG_LEVEL,
            LdapOptions.CHASE_REFERRALS,
            LdapOptions.USER_TREE_DN,
            LdapOptions.USER_FILTER,
            LdapOptions.USER_OBJECTCLASS,
            LdapOptions.USER_ID_ATTRIBUTE,
            LdapOptions.USER_NAME_ATTRIBUTE,
            LdapOptions.USER_MAIL_ATTRIBUTE,
            LdapOptions.USER_DESCRIPTION_ATTRIBUTE,
            LdapOptions.USER_PASS_ATTRIBUTE,
            LdapOptions.USER_ENABLED_ATTRIBUTE,
            LdapOptions.USER_ENABLED_INVERT,
            LdapOptions.USER_ENABLED_MASK,
            LdapOptions.USER_ENABLED_DEFAULT,
            LdapOptions.USER_ATTRIBUTE_IGNORE,
            LdapOptions.USER_DEFAULT_PROJECT_ID_ATTRIBUTE,
            LdapOptions.USER_ENABLED_EMULATION,
            LdapOptions.USER_ENABLED_EMULATION_DN,
            LdapOptions.USER_ENABLED_EMULATION_USE_GROUP_CONFIG,
            LdapOptions.USER_ADDITIONAL_ATTRIBUTE_MAPPING,
            LdapOptions.GROUP_TREE_DN,
            LdapOptions.GROUP_FILTER,
            LdapOptions.GROUP_OBJECTCLASS,
            LdapOptions.GROUP_ID_ATTRIBUTE,
            LdapOptions.GROUP_NAME_ATTRIBUTE,
            LdapOptions.GROUP_MEMBERS_ARE_IDS,
            LdapOptions.GROUP_MEMBER_ATTRIBUTE,
            LdapOptions.GROUP_DESC_ATTRIBUTE,
            LdapOptions.GROUP_ATTRIBUTE_IGNORE,
            LdapOptions.GROUP_ADDITIONAL_ATTRIBUTE_MAPPING,
            LdapOptions.TLS_CACERTFILE,
            LdapOptions.TLS_CACERTDIR,
            LdapOptions.USE_TLS,
            LdapOptions.TLS_REQ_CERT,
            LdapOptions.USE_POOL,
            LdapOptions.POOL_SIZE,
            LdapOptions.POOL_RETRY_MAX,
            LdapOptions.POOL_RETRY_DELAY,
            LdapOptions.POOL_CONNECTION_TIMEOUT,
            LdapOptions.POOL_CONNECTION_LIFETIME,
            LdapOptions.USE_AUTH_POOL,
            LdapOptions.AUTH_POOL_SIZE,
            LdapOptions.AUTH_POOL_CONNECTION_LIFETIME);

    private WhitelistedOptions() {}
}
