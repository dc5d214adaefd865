package io.clavis.config;

import java.util.List;

/** Options of the group {@code [api]}. */
public final class ApiOptions {
    private static final String GROUP = "api";

    public static final Option<String> RESPONSE_VALIDATION = Option.string(
                    GROUP, "response_validation", "warn", "What to do with an answer that does not match its schema")
            .choices("error", "warn", "ignore");

    static final List<Option<?>> ALL = List.of(RESPONSE_VALIDATION);

    private ApiOptions() {}
}
