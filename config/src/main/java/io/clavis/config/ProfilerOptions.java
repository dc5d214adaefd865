package io.clavis.config;

import java.util.List;

/** Options of the group {@code [profiler]}. */
public final class ProfilerOptions {
    private static final String GROUP = "profiler";

    public static final Option<String> CONNECTION_STRING = Option.string(
                    GROUP, "connection_string", "messaging://", "Where osprofiler sends traces; not used here")
            .hidden();

    public static final Option<Boolean> ENABLED = Option.bool(
                    GROUP, "enabled", false, "Trace with osprofiler; not used here")
            .formerly(GROUP, "profiler_enabled");

    public static final Option<String> ES_DOC_TYPE =
            Option.string(GROUP, "es_doc_type", "notification", "Elasticsearch document type of traces; not used here");

    public static final Option<Integer> ES_SCROLL_SIZE =
            Option.integer(GROUP, "es_scroll_size", 10000, "Elasticsearch page size of traces; not used here");

    public static final Option<String> ES_SCROLL_TIME =
            Option.string(GROUP, "es_scroll_time", "2m", "Elasticsearch scroll time of traces; not used here");

    public static final Option<Boolean> FILTER_ERROR_TRACE =
            Option.bool(GROUP, "filter_error_trace", false, "Keep traces of errors apart; not used here");

    public static final Option<String> HMAC_KEYS = Option.string(
                    GROUP, "hmac_keys", "SECRET_KEY", "Keys of trace requests; not used here")
            .hidden();

    public static final Option<String> SENTINEL_SERVICE_NAME = Option.string(
            GROUP, "sentinel_service_name", "mymaster", "Redis Sentinel service of traces; not used here");

    public static final Option<Double> SOCKET_TIMEOUT =
            Option.floating(GROUP, "socket_timeout", 0.1, "Redis time-out of traces, in seconds; not used here");

    public static final Option<Boolean> TRACE_SQLALCHEMY =
            Option.bool(GROUP, "trace_sqlalchemy", false, "Trace SQL; not used here");

    static final List<Option<?>> ALL = List.of(
            CONNECTION_STRING,
            ENABLED,
            ES_DOC_TYPE,
            ES_SCROLL_SIZE,
            ES_SCROLL_TIME,
            FILTER_ERROR_TRACE,
            HMAC_KEYS,
            SENTINEL_SERVICE_NAME,
            SOCKET_TIMEOUT,
            TRACE_SQLALCHEMY);

    private ProfilerOptions() {}
}
