package io.clavis.manage;

import io.clavis.composition.ConfigurationArguments;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code keystone-manage}: oslo.config's global options, then a command. */
@Command(
        name = "keystone-manage",
        mixinStandardHelpOptions = true,
        version = "Clavis 0.1.0 (Keystone 30.0)",
        description = "Sets up and looks after a Keystone: its database, its keys and its first administrator.",
        subcommands = {
            BootstrapCommand.class,
            CreateJwsKeyPair.class,
            CredentialMigrate.class,
            CredentialRotate.class,
            CredentialSetup.class,
            DatabaseSync.class,
            DatabaseVersion.class,
            Doctor.class,
            FernetRotate.class,
            FernetSetup.class,
            KeysCommand.class,
            MappingEngineCommand.class,
            ReceiptRotate.class,
            ReceiptSetup.class,
            SamlIdpMetadata.class,
            TokenRotate.class,
            TokenSetup.class,
            TrustFlushCommand.class
        })
public final class KeystoneManage {
    @Mixin
    private ConfigurationArguments arguments = new ConfigurationArguments();

    @Option(
            names = {"-d", "--debug"},
            description = "Log at DEBUG.")
    private boolean debug;

    @Option(
            names = {"--log-file", "--logfile"},
            paramLabel = "PATH",
            description = "Log to this file instead of standard error.")
    private @Nullable Path logFile;

    @Option(
            names = {"--log-dir", "--logdir"},
            paramLabel = "DIR",
            description = "The directory of a relative --log-file, and of keystone.log where there is no --log-file.")
    private @Nullable Path logDirectory;

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    private KeystoneManage(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs one command.
     *
     * @return the exit code: 0 for success, 1 for a failure that was told to {@code err}, 2 for a wrong command line,
     *     or what the command says
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        var commands = new CommandLine(new KeystoneManage(environment))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, line.getErr()));
        return commands.execute(arguments.toArray(String[]::new));
    }

    // What the operator can mend is told in one sentence; a stack trace is for defects only.
    private static int tell(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailure) {
            err.println(failure.getMessage());
            return 1;
        }
        return StartFailure.tell(failure, err);
    }

    Configuration configuration() {
        var configuration = arguments.load(environment);
        Logs.forCommand(
                configuration, debug, Logs.file(Optional.ofNullable(logDirectory), Optional.ofNullable(logFile)));
        return configuration;
    }

    Map<String, String> environment() {
        return environment;
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    ParameterException misuse(String text) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), text);
    }
}
