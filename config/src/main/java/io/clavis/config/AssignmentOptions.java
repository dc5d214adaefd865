package io.clavis.config;

import java.util.List;

/** Options of the group {@code [assignment]}. */
public final class AssignmentOptions {
    private static final String GROUP = "assignment";

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where role assignments are kept");

    public static final Option<List<String>> PROHIBITED_IMPLIED_ROLE =
            Option.list(GROUP, "prohibited_implied_role", List.of("admin"), "Roles that no other role may imply");

    static final List<Option<?>> ALL = List.of(DRIVER, PROHIBITED_IMPLIED_ROLE);

    private AssignmentOptions() {}
}
