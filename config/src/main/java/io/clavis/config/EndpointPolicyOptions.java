package io.clavis.config;

import java.util.List;

/** Options of the group {@code [endpoint_policy]}. */
public final class EndpointPolicyOptions {
    private static final String GROUP = "endpoint_policy";

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where endpoint policies are kept");

    static final List<Option<?>> ALL = List.of(DRIVER);

    private EndpointPolicyOptions() {}
}
