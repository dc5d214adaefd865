package io.clavis.http;

import io.clavis.http.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Talks to a server under an address such as {@code http://127.0.0.1:5000}. */
public record TestClient(String url, HttpClient http) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public TestClient(String url) {
        this(url, CLIENT);
    }

    public Answer get(String token, String path) {
        return send(token, "GET", path, null);
    }

    public Answer head(String token, String path) {
        return send(token, "HEAD", path, null);
    }

    public Answer post(String token, String path, String body) {
        return send(token, "POST", path, body);
    }

    public Answer patch(String token, String path, String body) {
        return send(token, "PATCH", path, body);
    }

    public Answer put(String token, String path) {
        return send(token, "PUT", path, null);
    }

    public Answer delete(String token, String path) {
        return send(token, "DELETE", path, null);
    }

    /** The status of a GET, whose answer is read and forgotten. */
    public int status(String token, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("X-Auth-Token", token);
        try {
            return http.send(request.headers(headers).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends any method; {@code '} in a body stands for {@code "}, so that tests stay readable. */
    public Answer send(String token, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        if (token != null) {
            request.header("X-Auth-Token", token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
