package io.clavis.operator.configuration;

import io.clavis.config.LogOptions;
import io.clavis.operator.resource.LoggingSpec;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The file {@code logging.conf}, which Python's {@code logging.config.fileConfig} reads: all goes to standard error. */
public final class LoggingConfiguration {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern LEVEL = Pattern.compile("DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL");

    private LoggingConfiguration() {}

    /**
     * The text of the file.
     *
     * @throws InvalidSpecification for what is no name of a logger, or no level
     */
    public static String render(LoggingSpec logging) {
        var levels = new TreeMap<>(levels(logging));
        var root = levels.remove("root");
        var loggers = levels.entrySet().stream().toList();
        var text = new StringBuilder();
        section(
                text,
                "loggers",
                "keys = "
                        + IntStream.rangeClosed(0, loggers.size())
                                .mapToObj(number -> number == 0 ? "root" : "logger" + number)
                                .collect(Collectors.joining(",")));
        section(text, "handlers", "keys = stderr");
        section(text, "formatters", "keys = oslo");
        section(text, "logger_root", "level = " + (root == null ? rootLevel(logging) : root), "handlers = stderr");
        for (int number = 1; number <= loggers.size(); number++) {
            var logger = loggers.get(number - 1);
            section(
                    text,
                    "logger_logger" + number,
                    "level = " + logger.getValue(),
                    "handlers =",
                    "propagate = 1",
                    "qualname = " + logger.getKey());
        }
        section(text, "handler_stderr", "class = StreamHandler", "args = (sys.stderr,)", "formatter = oslo");
        section(
                text,
                "formatter_oslo",
                "class = oslo_log.formatters."
                        + (logging.format().equals("json") ? "JSONFormatter" : "ContextFormatter"));
        return text.toString();
    }

    private static String rootLevel(LoggingSpec logging) {
        return level("spec.logging.level", logging.debug() ? "DEBUG" : logging.level());
    }

    /** Level by logger: the resource's over oslo.log's own. */
    static SortedMap<String, String> levels(LoggingSpec logging) {
        var levels = new TreeMap<String, String>();
        for (var entry : LogOptions.DEFAULT_LOG_LEVELS.fallback()) {
            int sign = entry.indexOf('=');
            levels.put(entry.substring(0, sign), entry.substring(sign + 1));
        }
        for (Map.Entry<String, String> entry : logging.perLoggerLevels().entrySet()) {
            var field = "spec.logging.perLoggerLevels";
            if (!NAME.matcher(entry.getKey()).matches()) {
                throw new InvalidSpecification(field, "expected names of loggers: letters, digits, dots, _ and -");
            }
            levels.put(entry.getKey(), level(field + "[" + entry.getKey() + "]", entry.getValue()));
        }
        return levels;
    }

    private static String level(String field, String level) {
        if (!LEVEL.matcher(level).matches()) {
            throw new InvalidSpecification(field, "expected DEBUG, INFO, WARNING, ERROR or CRITICAL");
        }
        return level;
    }

    private static void section(StringBuilder text, String name, String... lines) {
        text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
        for (var line : lines) {
            text.append(line).append('\n');
        }
    }
}
