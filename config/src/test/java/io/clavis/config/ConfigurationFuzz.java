package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Any keystone.conf is read, or refused with all that is wrong in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationFuzz {
    private static final List<Option<?>> OPTIONS = List.copyOf(Options.all());
    private Path directory;

    @BeforeAll
    void prepare() throws IOException {
        directory = Files.createTempDirectory("configuration");
    }

    @AfterAll
    void cleanUp() throws IOException {
        Files.deleteIfExists(directory.resolve("keystone.conf"));
        Files.delete(directory);
    }

    @FuzzTest
    void everyFileIsReadOrRefused(byte[] input) throws IOException {
        var file = Files.write(directory.resolve("keystone.conf"), input);
        try {
            var configuration = Configuration.load(ConfigurationSources.ofFiles(file));
            assertThat(configuration.warnings()).doesNotContainNull();
            OPTIONS.forEach(configuration::get);
        } catch (ConfigurationException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void everySyntaxIsReadOrRefused(byte[] input) {
        try {
            IniFile.parse("keystone.conf", new String(input, StandardCharsets.UTF_8))
                    .values()
                    .forEach(entries -> assertThat(entries).isNotEmpty());
        } catch (ConfigurationException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    /** The first two bytes choose an option, the rest is its value; what is read comes back as it was. */
    @FuzzTest
    void everyValueIsReadOrRefused(byte[] input) {
        if (input.length >= 2) {
            var chosen = ((input[0] & 0xff) << 8 | input[1] & 0xff) % OPTIONS.size();
            comesBack(OPTIONS.get(chosen).type(), new String(input, 2, input.length - 2, StandardCharsets.UTF_8));
        }
    }

    // What a sample file shows of a value must be one.
    private static <T> void comesBack(ValueType<T> type, String text) {
        Optional<T> value;
        try {
            value = Optional.of(type.parse(text));
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThatCode(() -> type.parse(type.format(value.get()))).doesNotThrowAnyException();
    }

    @FuzzTest
    void everyDatabaseUrlIsReadOrRefused(byte[] input) {
        try {
            var url = DatabaseUrl.parse(new String(input, StandardCharsets.UTF_8));
            assertThat(url.toString()).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
