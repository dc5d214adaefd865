package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [unified_limit]}. */
public final class UnifiedLimitOptions {
    private static final String GROUP = "unified_limit";

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
            GROUP, "cache_time", "Seconds that limits are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache limits");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where limits are kept");

    public static final Option<String> ENFORCEMENT_MODEL = Option.string(
                    GROUP, "enforcement_model", "flat", "How limits of a project and its children relate")
            .choices("flat", "strict_two_level");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most limits that a list returns");

    static final List<Option<?>> ALL = List.of(CACHE_TIME, CACHING, DRIVER, ENFORCEMENT_MODEL, LIST_LIMIT);

    private UnifiedLimitOptions() {}
}
