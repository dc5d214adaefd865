package io.clavis;

import io.clavis.composition.ConfigurationArguments;
import io.clavis.composition.Keystone;
import io.clavis.composition.Logs;
import io.clavis.composition.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keystone serve}: runs the identity service until a signal ends it. */
@Command(
        name = "keystone serve",
        mixinStandardHelpOptions = true,
        description = "Runs the identity service with a keystone.conf, until SIGTERM or SIGINT.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationArguments arguments = new ConfigurationArguments();

    private final Map<String, String> environment;
    private final Service service;

    /** What goes on while the service runs. */
    @FunctionalInterface
    interface Service {
        void with(Keystone keystone) throws IOException, InterruptedException;
    }

    private ServeCommand(Map<String, String> environment, Service service) {
        this.environment = environment;
        this.service = service;
    }

    static int run(List<String> arguments, Map<String, String> environment) throws IOException, InterruptedException {
        return run(arguments, environment, ServeCommand::runUntilSignal);
    }

    static int run(List<String> arguments, Map<String, String> environment, Service service)
            throws IOException, InterruptedException {
        var command = new ServeCommand(environment, service);
        var plain = ConfigurationArguments.plain(arguments);
        return plain.isPresent()
                ? command.serve(plain.get())
                : new CommandLine(command).execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return serve(arguments);
    }

    private int serve(ConfigurationArguments given) throws IOException, InterruptedException {
        Keystone keystone;
        try {
            var configuration = given.load(environment);
            Logs.configure(configuration);
            keystone = Keystone.start(configuration);
        } catch (RuntimeException failure) {
            return StartFailure.tell(failure, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        service.with(keystone);
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
        var oldGeneration = new OldGeneration();
        while (!stopped.await(1, TimeUnit.SECONDS)) {
            oldGeneration.look();
        }
    }
}
