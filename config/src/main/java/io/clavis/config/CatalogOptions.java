package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [catalog]}. */
public final class CatalogOptions {
    private static final String GROUP = "catalog";

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
            GROUP, "cache_time", "Seconds that the catalog is cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache the catalog");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where the catalog is kept");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most services and endpoints that a list returns");

    static final List<Option<?>> ALL = List.of(CACHE_TIME, CACHING, DRIVER, LIST_LIMIT);

    private CatalogOptions() {}
}
