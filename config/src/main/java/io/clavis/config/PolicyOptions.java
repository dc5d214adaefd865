package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [policy]}. */
public final class PolicyOptions {
    private static final String GROUP = "policy";

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where policies are kept");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most policies that a list returns");

    static final List<Option<?>> ALL = List.of(DRIVER, LIST_LIMIT);

    private PolicyOptions() {}
}
