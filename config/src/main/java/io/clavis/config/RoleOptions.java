package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [role]}. */
public final class RoleOptions {
    private static final String GROUP = "role";

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
            GROUP, "cache_time", "Seconds that roles are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache roles");

    public static final Option<Optional<String>> DRIVER = Option.string(GROUP, "driver", "Where roles are kept");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most roles that a list returns");

    static final List<Option<?>> ALL = List.of(CACHE_TIME, CACHING, DRIVER, LIST_LIMIT);

    private RoleOptions() {}
}
