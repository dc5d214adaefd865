package io.clavis.config;

import java.util.List;

/** Options of the group {@code [totp]}. */
public final class TotpOptions {
    private static final String GROUP = "totp";

    public static final Option<Integer> INCLUDED_PREVIOUS_WINDOWS = Option.integer(
                    GROUP, "included_previous_windows", 1, "Earlier time windows whose passcode is still accepted")
            .between(0, 10);

    static final List<Option<?>> ALL = List.of(INCLUDED_PREVIOUS_WINDOWS);

    private TotpOptions() {}
}
