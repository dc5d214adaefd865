package io.clavis.manage;

import io.clavis.config.SampleConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code config sample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Writes a keystone.conf with every option: its meaning, its type and its default, commented out.")
final class ConfigSample implements Callable<Integer> {
    @ParentCommand
    private @Nullable ConfigCommand config;

    @Option(names = "--output-file", paramLabel = "PATH", description = "Write to this file instead.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (file == null) {
            var out = Objects.requireNonNull(config).manage().out();
            out.print(SampleConfiguration.render());
            out.flush();
            return 0;
        }
        try {
            Files.writeString(file, SampleConfiguration.render());
            return 0;
        } catch (IOException unwritable) {
            throw new CommandFailure("--output-file: " + file + " cannot be written: " + unwritable.getMessage());
        }
    }
}
