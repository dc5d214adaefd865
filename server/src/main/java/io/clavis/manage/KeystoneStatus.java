package io.clavis.manage;

import io.clavis.composition.ConfigurationArguments;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command line {@code keystone-status}, which knows {@code upgrade check}. */
@Command(
        name = "keystone-status",
        mixinStandardHelpOptions = true,
        description = "Tells whether an upgrade can begin.",
        subcommands = KeystoneStatus.Upgrade.class)
public final class KeystoneStatus implements Callable<Integer> {
    private static final int ERROR = 255;

    @Mixin
    private ConfigurationArguments arguments = new ConfigurationArguments();

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    private KeystoneStatus(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs it; the exit code is 0, 1 for warnings, 2 for failures and wrong arguments, 255 where it cannot look. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return new CommandLine(new KeystoneStatus(environment))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    StartFailure.tell(failure, line.getErr());
                    return ERROR;
                })
                .execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        throw misuse("the following arguments are required: command");
    }

    private ParameterException misuse(String text) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), text);
    }

    /** {@code upgrade check}. */
    @Command(
            name = "upgrade",
            mixinStandardHelpOptions = true,
            description =
                    "upgrade check: prints a table of checks; exits with 0 if all is well, 1 for a warning, 2 for a"
                            + " failure.")
    static final class Upgrade implements Callable<Integer> {
        @ParentCommand
        private @Nullable KeystoneStatus status;

        @Parameters(index = "0", paramLabel = "check", description = "The word check.")
        private String check = "";

        @Option(names = "--json", description = "Print JSON instead of a table.")
        private boolean json;

        @Override
        public Integer call() {
            var parent = Objects.requireNonNull(status);
            if (!check.equals("check")) {
                throw parent.misuse("upgrade: there is nothing but check");
            }
            var configuration = parent.arguments.load(parent.environment);
            Logs.forCommand(configuration, false, Optional.empty());
            var checks = UpgradeCheck.all(configuration);
            var out = Objects.requireNonNull(parent.spec).commandLine().getOut();
            out.println(json ? UpgradeCheck.json(checks) : UpgradeCheck.table(checks));
            return checks.stream().mapToInt(UpgradeCheck::code).max().orElse(0);
        }
    }
}
