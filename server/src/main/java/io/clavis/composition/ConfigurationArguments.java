package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Reads the configuration; throws {@link io.clavis.config.ConfigurationException} with all that is wrong. */
    public Configuration load(Map<String, String> environment) {
        return Configuration.load(sources(environment));
    }

    /** Where the configuration comes from. */
    public ConfigurationSources sources(Map<String, String> environment) {
        return ConfigurationSources.of(files, directories, environment);
    }
}
