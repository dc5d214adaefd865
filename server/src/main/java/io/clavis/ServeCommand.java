package io.clavis;

import io.clavis.composition.Keystone;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keystone serve}: runs the identity service until a signal ends it. */
@Command(
        name = "keystone serve",
        mixinStandardHelpOptions = true,
        description = "Runs the identity service with a keystone.conf, until SIGTERM or SIGINT.")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config-file",
            paramLabel = "PATH",
            description = "A keystone.conf; may be given more than once, the last one wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "A directory of *.conf files; may be given more than once.")
    private List<Path> directories = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    private ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static int run(List<String> arguments, Map<String, String> environment) {
        return new CommandLine(new ServeCommand(environment)).execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws InterruptedException {
        Keystone keystone;
        try {
            var configuration = Configuration.load(ConfigurationSources.of(files, directories, environment));
            Logs.configure(configuration);
            keystone = Keystone.start(configuration);
        } catch (RuntimeException failure) {
            return StartFailure.tell(
                    failure, Objects.requireNonNull(spec).commandLine().getErr());
        }
        runUntilSignal(keystone);
        return 0;
    }

    /** Blocks until the process is asked to end; the requests in flight are finished first. */
    static void runUntilSignal(Keystone keystone) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    keystone.close();
                    stopped.countDown();
                }));
        stopped.await();
    }
}
