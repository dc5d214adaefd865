package io.clavis.manage;

import io.clavis.composition.ConfigurationArguments;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            ConfigCommand.class,
            CreateJwsKeyPair.class,
            CredentialMigrate.class,
            CredentialRotate.class,
            CredentialSetup.class,
            DatabaseSync.class,
            DatabaseVersion.class,
            Doctor.class,
            DomainConfigUpload.class,
            FernetRotate.class,
            FernetSetup.class,
            KeysCommand.class,
            MappingEngineCommand.class,
            MappingPopulate.class,
            MappingPurge.class,
            PolicyCommand.class,
            ProjectSetup.class,
            ReceiptRotate.class,
            ReceiptSetup.class,
            ResetLastActive.class,
            SamlIdpMetadata.class,
            TokenCommand.class,
            TokenRotate.class,
            TokenSetup.class,
            TrustFlushCommand.class,
            UserSetup.class
        })
public final class KeystoneManage {
    @Mixin
    private ConfigurationArguments arguments = new ConfigurationArguments();

    @Mixin
    private LogArguments logs = new LogArguments();

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;
    private final BufferedReader in;

    private KeystoneManage(Map<String, String> environment, BufferedReader in) {
        this.environment = environment;
        this.in = in;
    }

    /**
     * Runs one command.
     *
     * @return the exit code: 0 for success, 1 for a failure that was told to {@code err}, 2 for a wrong command line,
     *     or what the command says
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return run(arguments, environment, Reader.nullReader(), out, err);
    }

    /** The same for commands that read what they are told on {@code in}. */
    public static int run(
            List<String> arguments, Map<String, String> environment, Reader in, PrintWriter out, PrintWriter err) {
        var commands = new CommandLine(new KeystoneManage(environment, new BufferedReader(in)))
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
        var configuration = Configuration.load(sources());
        Logs.forCommand(configuration, logs.debug(), logs.file());
        return configuration;
    }

    ConfigurationSources sources() {
        return arguments.sources(environment).withOverrides(logs.overrides());
    }

    BufferedReader in() {
        return in;
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
