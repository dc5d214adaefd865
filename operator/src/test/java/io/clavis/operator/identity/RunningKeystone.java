package io.clavis.operator.identity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Clavis of its own on an embedded database, bootstrapped, in another process: the program that {@code mvn package} of
 * module {@code server} leaves in its {@code target}. Where that was not made, tests that need it are reported as not run.
 */
public final class RunningKeystone implements AutoCloseable {
    private static final long STARTS_WITHIN = TimeUnit.SECONDS.toNanos(90);

    private final Process process;
    private final Path directory;
    private final URI address;

    private RunningKeystone(Process process, Path directory, URI address) {
        this.process = process;
        this.directory = directory;
        this.address = address;
    }

    /** Starts one and waits until it answers. */
    public static RunningKeystone start() throws IOException, InterruptedException {
        var checkout = Path.of("").toAbsolutePath().getParent();
        var program = checkout.resolve("server/target/keystone");
        assumeTrue(
                Files.isDirectory(program), program + " is not there; mvn -pl server -am package -DskipTests makes it");
        var directory = Files.createTempDirectory("clavis-keystone-");
        int port = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + checkout.resolve("bin/jvm.options"),
                "-cp",
                program + "/*",
                "io.clavis.Main",
                "dev",
                "--port",
                String.valueOf(port),
                "--dir",
                directory.resolve("data").toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var running = new RunningKeystone(process, directory, URI.create("http://127.0.0.1:" + port + "/v3"));
        running.await();
        return running;
    }

    public URI address() {
        return address;
    }

    /** The password of user {@code admin}. */
    public String password() throws IOException {
        return Files.readString(directory.resolve("data/admin-password")).strip();
    }

    /** In the name of its administrator. */
    public Identity administrator() throws IOException {
        return new Identity(Sessions.over(java.time.InstantSource.system())
                .of(address, new Login("admin", password(), Login.ADMIN_PROJECT)));
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN;
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    var log = Files.readString(directory.resolve("log"));
                    close();
                    throw new IllegalStateException("it did not start: " + log);
                }
                Thread.sleep(100);
            }
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
