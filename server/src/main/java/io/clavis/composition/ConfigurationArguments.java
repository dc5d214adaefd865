package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** oslo.config's arguments that name the configuration: the same before every command. */
public final class ConfigurationArguments {
    @Option(
            names = "--config-file",
            paramLabel = "PATH",
            description = "A keystone.conf; may be given more than once, the last one wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "A directory of *.conf files; may be given more than once.")
    private List<Path> directories = new ArrayList<>();

    /**
     * What these arguments say, where they are nothing but the two options, each followed by its value; empty where there
     * is more to them. The library for command lines takes a tenth of a second to load, a good part of a start.
     */
    public static Optional<ConfigurationArguments> plain(List<String> arguments) {
        if (arguments.size() % 2 != 0) {
            return Optional.empty();
        }
        var plain = new ConfigurationArguments();
        for (int i = 0; i < arguments.size(); i += 2) {
            var value = arguments.get(i + 1);
            // The library takes these for an option, and for a file of arguments.
            if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
                return Optional.empty();
            }
            switch (arguments.get(i)) {
                case "--config-file" -> plain.files.add(Path.of(value));
                case "--config-dir" -> plain.directories.add(Path.of(value));
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(plain);
    }

    /** Reads the configuration; throws {@link io.clavis.config.ConfigurationException} with all that is wrong. */
    public Configuration load(Map<String, String> environment) {
        return Configuration.load(sources(environment));
    }

    /** Where the configuration comes from. */
    public ConfigurationSources sources(Map<String, String> environment) {
        return ConfigurationSources.of(files, directories, environment);
    }
}
