package io.clavis.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of a database server, run as its own user when the tests run as root. */
final class ServerProcess {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private ServerProcess() {}

    /** A directory that is removed with the JVM. */
    static Path temporaryDirectory(String name) {
        try {
            Path directory = Files.createTempDirectory("clavis-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of some places where a program is, which may hold one {@code *} for a directory. */
    static Path program(String what, String... places) {
        for (String place : places) {
            int star = place.indexOf("/*/");
            if (star < 0) {
                if (Files.isExecutable(Path.of(place))) {
                    return Path.of(place);
                }
                continue;
            }
            Path found = newest(Path.of(place.substring(0, star)), place.substring(star + 3));
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("tests need " + what + " (none of " + String.join(", ", places)
                + "); install it, or narrow CLAVIS_TEST_DATABASES");
    }

    private static Path newest(Path parent, String rest) {
        if (!Files.isDirectory(parent)) {
            return null;
        }
        try (Stream<Path> versions = Files.list(parent)) {
            return versions.map(version -> version.resolve(rest))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparingInt(
                            path -> Integer.parseInt("0" + path.toString().replaceAll("\\D", ""))))
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a directory to the server's user. */
    static void give(Path directory, String user) {
        if (ROOT) {
            run(directory, List.of("chown", "-R", user, directory.toString()));
        }
    }

    /** A command as the server's user. */
    static List<String> as(String user, List<String> command) {
        if (!ROOT) {
            return command;
        }
        var switched = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        switched.addAll(command);
        return switched;
    }

    /** Runs a command to its end, which must be a good one. */
    static void run(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a server that is stopped with the JVM. */
    static Process start(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory)));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An orderly end gives shared memory back, which a killed PostgreSQL would leave behind. */
    private static void stop(Process process, Path directory) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        delete(directory);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries until it works, while the server lives, for a minute at most. */
    static <T> T whenReady(Process server, Path directory, Callable<T> attempt) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return attempt.call();
            } catch (Exception e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("the server did not start: " + log(directory), e);
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String log(Path directory) {
        try {
            return Files.readString(directory.resolve("server.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A server that is just ending may remove its own files meanwhile.
        }
    }
}
