package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [application_credential]}. */
public final class ApplicationCredentialOptions {
    private static final String GROUP = "application_credential";

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
            GROUP,
            "cache_time",
            "Seconds that application credentials are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache application credentials");

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where application credentials are kept");

    public static final Option<Integer> USER_LIMIT =
            Option.integer(GROUP, "user_limit", -1, "Most application credentials of a user; -1 for no limit");

    static final List<Option<?>> ALL = List.of(CACHE_TIME, CACHING, DRIVER, USER_LIMIT);

    private ApplicationCredentialOptions() {}
}
