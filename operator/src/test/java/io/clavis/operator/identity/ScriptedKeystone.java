package io.clavis.operator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that misbehaves as a test wants: what no real Keystone does when asked to. */
final class ScriptedKeystone implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new ArrayList<>();
    private final Behaviour behaviour;

    /** What happens to a request that is no login. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, int time) throws IOException, InterruptedException;
    }

    ScriptedKeystone(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v3", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v3");
    }

    /** Methods and paths, in the order in which they came. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized int note(String what) {
        asked.add(what);
        return (int) asked.stream().filter(what::equals).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int time = note(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().substring(3));
            behaviour.answer(exchange, time);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Whether it is a login. */
    static boolean isLogin(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().endsWith("/auth/tokens");
    }

    /** A token that is good for a while. */
    static void letIn(HttpExchange exchange, String token, long seconds) throws IOException {
        // The server's clock is a year ahead.
        var issued = Instant.now().plusSeconds(31_536_000);
        exchange.getResponseHeaders().set("X-Subject-Token", token);
        answer(exchange, 201, """
                {"token": {"user": {"id": "u1"}, "issued_at": "%s", "expires_at": "%s"}}""".formatted(issued, issued.plusSeconds(seconds)));
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
