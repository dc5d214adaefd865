package io.clavis.manage;

import io.clavis.composition.PolicyView;
import io.clavis.config.Configuration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code policy check}: what {@code oslopolicy-validator} does for the Keystone in Python. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks the policy files: a missing file, rules that cannot be understood, that refer to rules which"
                        + " do not exist or to themselves, or that nothing asks. Exits with 1 where there is a problem.")
final class PolicyCheckCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PolicyCommand policy;

    @Override
    public Integer call() {
        var manage = Objects.requireNonNull(policy).manage();
        var problems = PolicyView.problems(Configuration.load(manage.sources()));
        problems.forEach(manage.out()::println);
        manage.out().println(problems.size() + " problems");
        return problems.isEmpty() ? 0 : 1;
    }
}
