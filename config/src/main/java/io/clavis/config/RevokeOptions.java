package io.clavis.config;

import java.util.List;

/** Options of the group {@code [revoke]}. */
public final class RevokeOptions {
    private static final String GROUP = "revoke";

    public static final Option<Integer> CACHE_TIME = Option.integer(
                    GROUP,
                    "cache_time",
                    3600,
                    "Seconds that revocation events are cached; by default that of [cache] expiration_time")
            .formerly("token", "revocation_cache_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache revocation events");

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where revocation events are kept");

    public static final Option<Integer> EXPIRATION_BUFFER = Option.integer(
                    GROUP,
                    "expiration_buffer",
                    1800,
                    "Seconds that a revocation event is kept after the last token it can concern")
            .atLeast(0);

    static final List<Option<?>> ALL = List.of(CACHE_TIME, CACHING, DRIVER, EXPIRATION_BUFFER);

    private RevokeOptions() {}
}
