package io.clavis.config;

import java.util.List;

/** Options of the group {@code [oauth1]}. */
public final class Oauth1Options {
    private static final String GROUP = "oauth1";

    public static final Option<Integer> ACCESS_TOKEN_DURATION = Option.integer(
                    GROUP, "access_token_duration", 86400, "Seconds that an access token lives; 0 for ever")
            .atLeast(0);

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where OAuth 1.0a data are kept");

    public static final Option<Integer> REQUEST_TOKEN_DURATION = Option.integer(
                    GROUP, "request_token_duration", 28800, "Seconds that a request token lives; 0 for ever")
            .atLeast(0);

    static final List<Option<?>> ALL = List.of(ACCESS_TOKEN_DURATION, DRIVER, REQUEST_TOKEN_DURATION);

    private Oauth1Options() {}
}
