package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.security.auth.module.UnixSystem;
import io.clavis.composition.Capabilities;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Runs keystone-manage on a configuration of its own; to be closed, since commands set the log up anew. */
final class CommandLineFixture implements AutoCloseable {
    private final Path directory;
    private final String connection;
    private final PrintStream standardError = System.err;
    final Map<String, String> environment = new HashMap<>();

    /** What a command did; {@code err} has the log too. */
    record Outcome(int exitCode, String out, String err) {
        Outcome succeeds() {
            assertThat(exitCode).as(out + err).isZero();
            return this;
        }

        /** Fails and tells so, wherever, without a stack trace. */
        Outcome fails(int code, String text) {
            assertThat(exitCode).as(out + err).isEqualTo(code);
            assertThat(out + err).contains(text).doesNotContain("\tat ").doesNotContain("Exception");
            return this;
        }
    }

    CommandLineFixture(Path directory, String connection) throws IOException {
        this.directory = directory;
        this.connection = connection;
        configure("");
    }

    Path file() {
        return directory.resolve("keystone.conf");
    }

    void configure(String more) throws IOException {
        Files.writeString(file(), """
                [database]
                connection = %2$s
                sqlite_synchronous = false
                [fernet_tokens]
                key_repository = %1$s/fernet-keys
                [fernet_receipts]
                key_repository = %1$s/receipt-keys
                [credential]
                key_repository = %1$s/credential-keys
                [jwt_tokens]
                jws_private_key_repository = %1$s/jws
                jws_public_key_repository = %1$s/jws
                [identity]
                domain_config_dir = %1$s/domains
                password_hash_rounds = 4
                %3$s
                """.formatted(directory, connection, more));
    }

    Outcome run(String... command) {
        return told("", command);
    }

    /** With this on standard input. */
    Outcome told(String input, String... command) {
        return captured(
                (out, err) -> KeystoneManage.run(arguments(command), environment, new StringReader(input), out, err));
    }

    /** Runs keystone-status. */
    Outcome status(String... command) {
        return captured((out, err) -> KeystoneStatus.run(arguments(command), environment, out, err));
    }

    /** A command on key files; root must say who is to own them. */
    Outcome keys(String command) {
        return new UnixSystem().getUid() == 0
                ? run(command, "--keystone-user", "root", "--keystone-group", "root")
                : run(command);
    }

    Configuration configuration() {
        return Configuration.load(ConfigurationSources.ofFiles(file()));
    }

    Capabilities open() {
        return Capabilities.open(configuration());
    }

    private List<String> arguments(String... command) {
        var arguments = new ArrayList<>(List.of("--config-file", file().toString()));
        arguments.addAll(Arrays.asList(command));
        return arguments;
    }

    private interface Program {
        int run(PrintWriter out, PrintWriter err);
    }

    private static Outcome captured(Program program) {
        var out = new StringWriter();
        var err = new StringWriter();
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        int code = program.run(new PrintWriter(out, true), new PrintWriter(err, true));
        return new Outcome(code, out.toString(), err + log.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws JoranException {
        System.setErr(standardError);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }
}
