package io.clavis.config;

import java.util.List;

/** Options of the group {@code [wsgi]}. */
public final class WsgiOptions {
    private static final String GROUP = "wsgi";

    public static final Option<Boolean> DEBUG_MIDDLEWARE =
            Option.bool(GROUP, "debug_middleware", false, "Upstream's WSGI dump of requests; not used here");

    static final List<Option<?>> ALL = List.of(DEBUG_MIDDLEWARE);

    private WsgiOptions() {}
}
