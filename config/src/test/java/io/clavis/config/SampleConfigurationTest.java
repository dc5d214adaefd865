package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleConfigurationTest {
    @Test
    void anOptionIsExplainedAndCommentedOut() {
        var option = Option.integer("token", "window", 5, "Seconds that a window stays open")
                .atLeast(1)
                .formerly("token", "win")
                .deprecated();
        assertThat(SampleConfiguration.render(List.of(option))).isEqualTo("""
                [token]

                # Seconds that a window stays open (integer value)
                # Expected: an integer of at least 1
                # Formerly: [token] win
                # Deprecated: will be removed
                #window = 5
                """);
    }

    @Test
    void anEmptySampleChangesNothing(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("keystone.conf"), SampleConfiguration.render());
        var configuration = Configuration.load(ConfigurationSources.ofFiles(file));
        assertThat(configuration.warnings()).isEmpty();
        assertThat(Options.all()).noneMatch(configuration::isSet);
    }

    @Test
    void aSampleWithItsDefaultsTakenInMeansTheDefaults(@TempDir Path dir) throws IOException {
        String uncommented = SampleConfiguration.render()
                .lines()
                .filter(line -> !line.startsWith("# ") && !line.endsWith("<None>"))
                .map(line -> line.startsWith("#") ? line.substring(1) : line)
                .filter(line -> !line.endsWith(" = ") || !line.matches("(backend_argument|driver|trusted_.*) = "))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(dir.resolve("keystone.conf"), uncommented);
        var configuration = Configuration.load(ConfigurationSources.ofFiles(file));
        assertThat(Options.all())
                .allSatisfy(option -> assertThat(configuration.<Object>get(any(option)))
                        .as(option.toString())
                        .isEqualTo(option.fallback()));
    }

    @SuppressWarnings("unchecked")
    private static Option<Object> any(Option<?> option) {
        return (Option<Object>) option;
    }
}
