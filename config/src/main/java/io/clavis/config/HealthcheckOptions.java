package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [healthcheck]}. */
public final class HealthcheckOptions {
    private static final String GROUP = "healthcheck";

    public static final Option<List<String>> ALLOWED_SOURCE_RANGES =
            Option.list(GROUP, "allowed_source_ranges", List.of(), "Networks that may ask; empty for all");

    public static final Option<List<String>> BACKENDS =
            Option.list(GROUP, "backends", List.of(), "Checks that are made");

    public static final Option<Boolean> DETAILED =
            Option.bool(GROUP, "detailed", false, "Show details, which attackers may find useful");

    public static final Option<Optional<String>> DISABLE_BY_FILE_PATH =
            Option.string(GROUP, "disable_by_file_path", "File whose presence makes the check fail");

    public static final Option<List<String>> DISABLE_BY_FILE_PATHS = Option.list(
            GROUP,
            "disable_by_file_paths",
            List.of(),
            "Files whose presence makes the check of a port fail, as port:path");

    public static final Option<List<String>> ENABLE_BY_FILE_PATHS =
            Option.list(GROUP, "enable_by_file_paths", List.of(), "Files whose absence makes the check fail");

    public static final Option<Boolean> IGNORE_PROXIED_REQUESTS =
            Option.bool(GROUP, "ignore_proxied_requests", false, "Do not answer requests that came through a proxy");

    static final List<Option<?>> ALL = List.of(
            ALLOWED_SOURCE_RANGES,
            BACKENDS,
            DETAILED,
            DISABLE_BY_FILE_PATH,
            DISABLE_BY_FILE_PATHS,
            ENABLE_BY_FILE_PATHS,
            IGNORE_PROXIED_REQUESTS);

    private HealthcheckOptions() {}
}
