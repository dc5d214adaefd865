package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.operator.resource.LoggingSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoggingConfigurationTest {
    @Test
    void allGoesToStandardError() {
        assertThat(rendered("text", "INFO", false, Map.of()))
                .contains("[handlers]\nkeys = stderr\n")
                .contains("[logger_root]\nlevel = INFO\nhandlers = stderr\n")
                .contains("[handler_stderr]\nclass = StreamHandler\nargs = (sys.stderr,)\nformatter = oslo\n")
                .contains("[formatter_oslo]\nclass = oslo_log.formatters.ContextFormatter\n");
    }

    @Test
    void eachLoggerIsListedAndHasALevel() {
        var text = rendered("json", "WARNING", false, Map.of("amqp", "DEBUG", "zz.own", "ERROR"));
        assertThat(text)
                .contains("level = DEBUG\nhandlers =\npropagate = 1\nqualname = amqp\n")
                .contains("level = ERROR\nhandlers =\npropagate = 1\nqualname = zz.own\n")
                .contains("[logger_root]\nlevel = WARNING\n")
                .contains("oslo_log.formatters.JSONFormatter");
        var listed = text.lines()
                .filter(line -> line.startsWith("keys = root"))
                .findFirst()
                .orElseThrow();
        assertThat(text.lines().filter(line -> line.startsWith("[logger_")).count())
                .isEqualTo(listed.split(",").length);
    }

    @Test
    void debugWinsOverTheLevelAndTheRootsOwnOverBoth() {
        assertThat(rendered("text", "ERROR", true, Map.of())).contains("[logger_root]\nlevel = DEBUG\n");
        assertThat(rendered("text", "ERROR", true, Map.of("root", "INFO"))).contains("[logger_root]\nlevel = INFO\n");
    }

    @Test
    void whatIsNoLoggerOrNoLevelIsRefused() {
        refused("spec.logging.perLoggerLevels: ", "INFO", Map.of("a,b", "INFO"));
        refused("spec.logging.perLoggerLevels: ", "INFO", Map.of("", "INFO"));
        refused("spec.logging.perLoggerLevels[a]: ", "INFO", Map.of("a", "LOUD"));
        refused("spec.logging.level: ", "LOUD", Map.of());
    }

    private static void refused(String field, String level, Map<String, String> levels) {
        assertThatThrownBy(() -> rendered("text", level, false, levels))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith(field);
    }

    private static String rendered(String format, String level, boolean debug, Map<String, String> levels) {
        return LoggingConfiguration.render(new LoggingSpec(format, level, debug, levels));
    }
}
