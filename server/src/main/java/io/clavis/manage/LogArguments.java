package io.clavis.manage;

import io.clavis.composition.Logs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** oslo.log's arguments, which stand before the command; what they say goes before the configuration. */
final class LogArguments {
    @Option(
            names = {"-d", "--debug"},
            description = "Log at DEBUG.")
    private boolean debug;

    @Option(names = "--nodebug", description = "Log at INFO, whatever the configuration says.")
    private boolean nodebug;

    @Option(
            names = {"--log-file", "--logfile"},
            paramLabel = "PATH",
            description = "Log to this file instead of standard error.")
    private @Nullable Path logFile;

    @Option(
            names = {"--log-dir", "--logdir"},
            paramLabel = "DIR",
            description = "The directory of a relative --log-file, and of keystone.log where there is no --log-file.")
    private @Nullable Path logDirectory;

    @Option(names = "--use-json", description = "Log one JSON object a line.")
    private boolean useJson;

    @Option(names = "--nouse-json", description = "Log plain lines.")
    private boolean nouseJson;

    /** What oslo.log knows and has no counterpart here. */
    @Option(
            names = {"--log-config-append", "--log-config", "--log_config", "--log-date-format", "--syslog-log-facility"
            },
            paramLabel = "VALUE",
            description = "Accepted, and without effect.")
    void ignore(List<String> values) {}

    /** The same without a value. */
    @Option(
            names = {"--use-syslog", "--nouse-syslog", "--use-journal", "--nouse-journal"},
            description = "Accepted, and without effect.")
    void ignore(boolean flag) {}

    boolean debug() {
        return debug;
    }

    Optional<Path> file() {
        return Logs.file(Optional.ofNullable(logDirectory), Optional.ofNullable(logFile));
    }

    /** What they say, by option. */
    Map<String, String> overrides() {
        var overrides = new LinkedHashMap<String, String>();
        if (debug || nodebug) {
            overrides.put("DEFAULT.debug", String.valueOf(debug));
        }
        if (useJson || nouseJson) {
            overrides.put("DEFAULT.use_json", String.valueOf(useJson));
        }
        return overrides;
    }
}
