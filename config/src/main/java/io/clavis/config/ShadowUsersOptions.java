package io.clavis.config;

import java.util.List;

/** Options of the group {@code [shadow_users]}. */
public final class ShadowUsersOptions {
    private static final String GROUP = "shadow_users";

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where shadow users are kept");

    static final List<Option<?>> ALL = List.of(DRIVER);

    private ShadowUsersOptions() {}
}
