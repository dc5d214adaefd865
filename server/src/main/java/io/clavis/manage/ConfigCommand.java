package io.clavis.manage;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code config}: commands about {@code keystone.conf}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Writes a sample of keystone.conf, or checks one.",
        subcommands = {ConfigCheckCommand.class, ConfigSample.class})
final class ConfigCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        throw manage().misuse("config: one of sample and check is required");
    }

    KeystoneManage manage() {
        return Objects.requireNonNull(manage);
    }
}
