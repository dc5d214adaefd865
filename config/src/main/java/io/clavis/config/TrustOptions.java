package io.clavis.config;

import java.util.List;

/** Options of the group {@code [trust]}. */
public final class TrustOptions {
    private static final String GROUP = "trust";

    public static final Option<Boolean> ALLOW_REDELEGATION =
            Option.bool(GROUP, "allow_redelegation", false, "Let a trustee pass a trust on");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where trusts are kept");

    public static final Option<Integer> MAX_REDELEGATION_COUNT =
            Option.integer(GROUP, "max_redelegation_count", 3, "Most times that a trust may be passed on");

    static final List<Option<?>> ALL = List.of(ALLOW_REDELEGATION, DRIVER, MAX_REDELEGATION_COUNT);

    private TrustOptions() {}
}
