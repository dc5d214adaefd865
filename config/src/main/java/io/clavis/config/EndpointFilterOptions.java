package io.clavis.config;

import java.util.List;

/** Options of the group {@code [endpoint_filter]}. */
public final class EndpointFilterOptions {
    private static final String GROUP = "endpoint_filter";

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where endpoint filters are kept");

    public static final Option<Boolean> RETURN_ALL_ENDPOINTS_IF_NO_FILTER = Option.bool(
            GROUP,
            "return_all_endpoints_if_no_filter",
            true,
            "Show all endpoints to a project that has no filter, instead of none");

    static final List<Option<?>> ALL = List.of(DRIVER, RETURN_ALL_ENDPOINTS_IF_NO_FILTER);

    private EndpointFilterOptions() {}
}
