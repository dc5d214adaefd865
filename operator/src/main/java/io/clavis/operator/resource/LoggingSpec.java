package io.clavis.operator.resource;

import java.util.Map;

/** What is logged and how. */
public record LoggingSpec(String format, String level, Boolean debug, Map<String, String> perLoggerLevels) {
    static final LoggingSpec DEFAULT = new LoggingSpec("text", "INFO", false, Map.of());

    public LoggingSpec {
        format = format == null || format.isEmpty() ? "text" : format;
        level = level == null || level.isEmpty() ? "INFO" : level;
        debug = debug != null && debug;
        perLoggerLevels = perLoggerLevels == null ? Map.of() : Map.copyOf(perLoggerLevels);
    }
}
