package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigurationArgumentsTest {
    @Command(name = "any")
    private static final class AnyCommand {
        @Mixin
        private ConfigurationArguments arguments = new ConfigurationArguments();
    }

    static Stream<List<String>> plain() {
        return Stream.of(
                List.of(),
                List.of("--config-file", "/etc/keystone/keystone.conf"),
                List.of("--config-file", "a b.conf", "--config-dir", "keystone.conf.d"),
                List.of(
                        "--config-dir",
                        "one",
                        "--config-file",
                        "two",
                        "--config-file",
                        "three",
                        "--config-dir",
                        "four"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void plainArgumentsMeanWhatTheyMeanToTheLibrary(List<String> arguments) {
        var command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        assertThat(ConfigurationArguments.plain(arguments).map(plain -> plain.sources(Map.of())))
                .contains(command.arguments.sources(Map.of()));
    }

    static Stream<List<String>> moreThanPlain() {
        return Stream.of(
                List.of("--help"),
                List.of("--config-file"),
                List.of("--config-file=keystone.conf"),
                List.of("--config-file", ""),
                List.of("--config-file", "--config-dir"),
                List.of("--config-file", "@arguments"),
                List.of("--config-file", "keystone.conf", "--help"),
                List.of("--config", "keystone.conf"),
                List.of("keystone.conf", "--config-file"));
    }

    @ParameterizedTest
    @MethodSource("moreThanPlain")
    void whateverElseIsLeftToTheLibrary(List<String> arguments) {
        assertThat(ConfigurationArguments.plain(arguments)).isEmpty();
    }
}
