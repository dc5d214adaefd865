package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * How uwsgi serves.
 *
 * @param harakiri seconds after which a request is given up
 * @param httpKeepAliveTimeout seconds
 */
public record UwsgiSpec(
        Integer processes,
        Integer threads,
        Boolean httpKeepAlive,
        @Nullable Integer harakiri,
        @Nullable Integer httpKeepAliveTimeout) {
    /** Where nothing is said. */
    public static final UwsgiSpec DEFAULT = new UwsgiSpec(2, 1, true, null, null);

    public UwsgiSpec {
        processes = processes == null ? 2 : processes;
        threads = threads == null ? 1 : threads;
        httpKeepAlive = httpKeepAlive == null || httpKeepAlive;
    }
}
