package io.clavis.manage;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code policy}: commands about policy files. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks the policy files.",
        subcommands = PolicyCheckCommand.class)
final class PolicyCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        throw manage().misuse("policy: there is nothing but check");
    }

    KeystoneManage manage() {
        return Objects.requireNonNull(manage);
    }
}
