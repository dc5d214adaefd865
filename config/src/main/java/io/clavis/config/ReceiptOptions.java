package io.clavis.config;

import java.util.List;

/** Options of the group {@code [receipt]}. */
public final class ReceiptOptions {
    private static final String GROUP = "receipt";

    public static final Option<Boolean> CACHE_ON_ISSUE =
            Option.bool(GROUP, "cache_on_issue", true, "Put new receipts into the cache at once");

    public static final Option<Integer> CACHE_TIME = Option.integer(
                    GROUP,
                    "cache_time",
                    300,
                    "Seconds that receipts are cached; by default that of [cache] expiration_time")
            .atLeast(0);

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache receipts");

    public static final Option<Integer> EXPIRATION = Option.integer(
                    GROUP, "expiration", 300, "Seconds that a receipt lives")
            .between(0, 86400);

    public static final Option<String> PROVIDER = Option.string(GROUP, "provider", "fernet", "Format of receipts");

    static final List<Option<?>> ALL = List.of(CACHE_ON_ISSUE, CACHE_TIME, CACHING, EXPIRATION, PROVIDER);

    private ReceiptOptions() {}
}
