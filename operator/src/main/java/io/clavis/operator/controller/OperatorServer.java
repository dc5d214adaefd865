package io.clavis.operator.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The operator's own health and figures over HTTP: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class OperatorServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OperatorServer(int port, BooleanSupplier healthy, BooleanSupplier ready, Supplier<String> metrics)
            throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> check(exchange, healthy));
        server.createContext("/readyz", exchange -> check(exchange, ready));
        server.createContext("/metrics", exchange -> answer(exchange, HttpURLConnection.HTTP_OK, metrics.get()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void check(HttpExchange exchange, BooleanSupplier good) throws IOException {
        if (good.getAsBoolean()) {
            answer(exchange, HttpURLConnection.HTTP_OK, "ok\n");
            return;
        }
        answer(exchange, HttpURLConnection.HTTP_UNAVAILABLE, "not now\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
