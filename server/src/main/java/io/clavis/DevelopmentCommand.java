package io.clavis;

import io.clavis.composition.Keystone;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keystone dev}: a Keystone of one's own in a private directory, ready in a few seconds. */
@Command(
        name = "keystone dev",
        mixinStandardHelpOptions = true,
        description = "Runs Keystone on an embedded database in a private directory, set up and ready to use."
                + " A second start keeps the data.")
final class DevelopmentCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";

    @Option(names = "--port", defaultValue = "5000", description = "The port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--dir", paramLabel = "DIR", description = "The directory (default: var/dev in the checkout).")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--fresh", description = "Begin anew: what is in the directory is deleted.")
    private boolean fresh;

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    private DevelopmentCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static int run(List<String> arguments, Map<String, String> environment) {
        return new CommandLine(new DevelopmentCommand(environment)).execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = new DevelopmentDirectory(directory.orElseGet(this::defaultDirectory));
        Keystone keystone;
        try {
            Keystone.requireFree(HOST, port);
            var configuration = configuration(home);
            Logs.configure(configuration);
            var password = home.adminPassword();
            Bootstrapping.prepare(configuration, password, url());
            keystone = Keystone.start(configuration);
            home.writeOpenrc(url(), password);
            greet(home, password);
        } catch (UncheckedIOException unusable) {
            err().println(explain(home.path(), unusable));
            return 1;
        } catch (RuntimeException failure) {
            return StartFailure.tell(failure, err());
        }
        ServeCommand.runUntilSignal(keystone);
        return 0;
    }

    private Configuration configuration(DevelopmentDirectory home) {
        if (fresh) {
            home.clear();
        }
        home.create();
        return home.configuration(port);
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private Path defaultDirectory() {
        return Path.of(environment.getOrDefault("KEYSTONE_HOME", "."), "var", "dev");
    }

    private String url() {
        return "http://" + HOST + ":" + port + "/v3";
    }

    private void greet(DevelopmentDirectory home, String password) {
        System.out.printf("""

                Keystone is ready.
                  URL             %s
                  user            admin (project admin, domain Default)
                  password        %s
                  data            %s

                In another terminal:
                  source %s
                  openstack token issue
                  openstack user list

                Ctrl-C stops it; the next start keeps the data (--fresh begins anew).
                %n""", url(), password, home.path(), home.openrc());
        System.out.flush();
    }

    private static String explain(Path directory, UncheckedIOException unusable) {
        var cause = unusable.getCause();
        var reason = cause instanceof AccessDeniedException
                ? "this user may not write there"
                : cause instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : String.valueOf(cause);
        return "Cannot use the directory " + directory + ": " + reason + ". Choose another one with --dir.";
    }
}
