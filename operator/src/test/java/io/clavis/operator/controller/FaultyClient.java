package io.clavis.operator.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes clients of an API server of which some requests end at another server, which refuses, fails or is silent. */
final class FaultyClient implements AutoCloseable {
    private static final int OF = 100;
    private static final int REQUEST_MILLIS = 2000;
    private static final int SILENCE_MILLIS = 4000;
    private static final String[] FAULTS = {"409", "500", "silent"};

    private final HttpServer server;
    private final Random random;
    private final AtomicInteger faults = new AtomicInteger();
    private volatile int percent;

    FaultyClient(long seed, int percent) {
        this.random = new Random(seed);
        this.percent = percent;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FaultyClient::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fault = exchange.getRequestURI().getPath().substring(1);
            if (fault.equals("silent")) {
                pause();
            }
            int status = fault.equals("409") ? 409 : 500;
            var body = ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + status + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SILENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another client. */
    KubernetesClient connect(Config like) {
        var configuration = new io.fabric8.kubernetes.client.ConfigBuilder(like)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(configuration)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("faults", new Interceptor() {
                    @Override
                    public void before(BasicBuilder request, HttpRequest original, RequestTags tags) {
                        // Watches are not single requests, and the client begins them again by itself.
                        if (original.uri().toString().contains("watch=") || !strikes()) {
                            return;
                        }
                        faults.incrementAndGet();
                        request.uri(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + FAULTS[choice()]));
                    }
                }))
                .build();
    }

    private synchronized boolean strikes() {
        return random.nextInt(OF) < percent;
    }

    private synchronized int choice() {
        return random.nextInt(FAULTS.length);
    }

    /** From now on all goes well. */
    void end() {
        percent = 0;
    }

    /** How many requests something went wrong with. */
    int count() {
        return faults.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
