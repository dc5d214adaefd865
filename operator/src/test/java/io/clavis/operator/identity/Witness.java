package io.clavis.operator.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a Keystone, and knows what it was asked. */
public final class Witness implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final URI keystone;

    public Witness(URI keystone) throws IOException {
        this.keystone = keystone;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v3");
    }

    /** What was asked that changes something, and forgets it. A login changes nothing. */
    public List<String> writes() {
        var seen = List.copyOf(writes);
        writes.clear();
        return seen;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var method = exchange.getRequestMethod();
            if (!List.of("GET", "HEAD").contains(method) && !uri.getPath().equals("/v3/auth/tokens")) {
                writes.add(method + " " + uri.getPath());
            }
            var request = HttpRequest.newBuilder(keystone.resolve(uri.toString()))
                    .method(
                            method,
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            for (var name : List.of("X-Auth-Token", "Content-Type", "Accept")) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("X-Subject-Token")
                    .ifPresent(token -> exchange.getResponseHeaders().set("X-Subject-Token", token));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
