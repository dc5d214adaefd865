package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [credential]}. */
public final class CredentialOptions {
    private static final String GROUP = "credential";

    public static final Option<Integer> AUTH_TTL =
            Option.integer(GROUP, "auth_ttl", 15, "Minutes that the signature of an EC2 or S3 request is good for");

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
            GROUP, "cache_time", "Seconds that credentials are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache credentials");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where credentials are kept");

    public static final Option<String> KEY_REPOSITORY = Option.string(
            GROUP,
            "key_repository",
            "/etc/keystone/credential-keys/",
            "Directory of the Fernet keys that encrypt credentials");

    public static final Option<String> PROVIDER =
            Option.string(GROUP, "provider", "fernet", "What encrypts credentials at rest");

    public static final Option<Integer> USER_LIMIT =
            Option.integer(GROUP, "user_limit", -1, "Most credentials of a user; -1 for no limit");

    static final List<Option<?>> ALL =
            List.of(AUTH_TTL, CACHE_TIME, CACHING, DRIVER, KEY_REPOSITORY, PROVIDER, USER_LIMIT);

    private CredentialOptions() {}
}
