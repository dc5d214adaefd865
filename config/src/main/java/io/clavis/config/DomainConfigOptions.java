package io.clavis.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of the group {@code [domain_config]}. */
public final class DomainConfigOptions {
    private static final String GROUP = "domain_config";

    public static final Option<Optional<Map<String, String>>> ADDITIONAL_SENSITIVE_OPTIONS = Option.dict(
            GROUP,
            "additional_sensitive_options",
            "Further options by group that a domain may set and nobody may read");

    public static final Option<Optional<Map<String, String>>> ADDITIONAL_WHITELISTED_OPTIONS =
            Option.dict(GROUP, "additional_whitelisted_options", "Further options by group that a domain may set");

    public static final Option<Integer> CACHE_TIME = Option.integer(
            GROUP,
            "cache_time",
            300,
            "Seconds that domain configurations are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache domain configurations");

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where domain configurations are kept");

    static final List<Option<?>> ALL =
            List.of(ADDITIONAL_SENSITIVE_OPTIONS, ADDITIONAL_WHITELISTED_OPTIONS, CACHE_TIME, CACHING, DRIVER);

    private DomainConfigOptions() {}
}
