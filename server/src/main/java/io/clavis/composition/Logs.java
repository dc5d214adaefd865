package io.clavis.composition;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.LogOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sets the logs up: plain lines in oslo.log's shape or JSON, with the request id, to the console or a file. */
public final class Logs {
    // A message is one line, whatever a client put into it: nobody forges a second one.
    private static final String PLAIN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %property{pid} %p %logger{40} [%X{request_id:--}]"
            + " %replace(%msg){'[\r\n]+', ' '}%n";

    private Logs() {}

    /** Logs as {@code [DEFAULT]} and {@code [clavis] log_format} say. */
    public static void configure(Configuration configuration) {
        configure(configuration, configuration.get(LogOptions.DEBUG), file(configuration));
    }

    /** Logs to a file, or else to standard error, whatever the configuration says: for commands. */
    public static void forCommand(Configuration configuration, boolean debug, Optional<Path> file) {
        configure(configuration, debug || configuration.get(LogOptions.DEBUG), file);
    }

    private static void configure(Configuration configuration, boolean debug, Optional<Path> file) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("pid", String.valueOf(ProcessHandle.current().pid()));
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        context.getLogger("io.clavis").setLevel(debug ? Level.DEBUG : Level.INFO);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
        context.getLogger("io.helidon").setLevel(Level.WARN);
        context.getLogger("org.jooq").setLevel(Level.ERROR);
        // The driver logs statements with their values at DEBUG.
        context.getLogger("org.mariadb").setLevel(Level.INFO);
        configuration.get(LogOptions.DEFAULT_LOG_LEVELS).forEach(entry -> level(context, entry));
        root.addAppender(appender(context, file, encoder(context, configuration)));
    }

    private static void level(LoggerContext context, String entry) {
        var parts = entry.split("=", 2);
        if (parts.length == 2) {
            context.getLogger(parts[0].trim()).setLevel(level(parts[1].trim()));
        }
    }

    // Python has other names for some; what it does not know is not taken for DEBUG.
    private static Level level(String python) {
        return switch (python.toUpperCase(Locale.ROOT)) {
            case "CRITICAL", "FATAL" -> Level.ERROR;
            case "WARNING" -> Level.WARN;
            default -> Level.toLevel(python, Level.INFO);
        };
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext context, Optional<Path> file, Encoder<ILoggingEvent> encoder) {
        OutputStreamAppender<ILoggingEvent> appender =
                file.<OutputStreamAppender<ILoggingEvent>>map(Logs::toFile).orElseGet(Logs::toConsole);
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        if (!appender.isStarted()) {
            throw new StartFailure("[DEFAULT] log_file: " + file.orElseThrow() + " cannot be written.");
        }
        return appender;
    }

    private static FileAppender<ILoggingEvent> toFile(Path file) {
        var appender = new FileAppender<ILoggingEvent>();
        appender.setFile(file.toString());
        return appender;
    }

    private static ConsoleAppender<ILoggingEvent> toConsole() {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setTarget("System.err");
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Configuration configuration) {
        if (configuration.get(LogOptions.USE_JSON)
                || configuration.get(ClavisOptions.LOG_FORMAT).equals("json")) {
            var json = new JsonEncoder();
            json.setContext(context);
            json.start();
            return json;
        }
        var plain = new PatternLayoutEncoder();
        plain.setContext(context);
        plain.setPattern(PLAIN);
        plain.start();
        return plain;
    }

    private static Optional<Path> file(Configuration configuration) {
        var directory = configuration.get(LogOptions.LOG_DIR).map(Path::of);
        return file(directory, configuration.get(LogOptions.LOG_FILE).map(Path::of));
    }

    /** Where {@code log_dir} and {@code log_file} together point; empty where there is neither. */
    public static Optional<Path> file(Optional<Path> directory, Optional<Path> file) {
        if (file.isPresent()) {
            return file.map(f -> directory.map(d -> d.resolve(f)).orElse(f));
        }
        return directory.map(d -> d.resolve("keystone.log"));
    }
}
