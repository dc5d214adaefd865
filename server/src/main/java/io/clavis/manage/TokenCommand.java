package io.clavis.manage;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code token}: commands about single tokens. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Looks into tokens.",
        subcommands = TokenInspect.class)
final class TokenCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        throw manage().misuse("token: inspect is required");
    }

    KeystoneManage manage() {
        return Objects.requireNonNull(manage);
    }
}
