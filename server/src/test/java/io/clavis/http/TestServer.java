package io.clavis.http;

import io.clavis.policy.Enforcer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Serves some operations over real HTTP, for tests of one capability. Tokens are names of {@link Caller}s that the test
 * lays down; a test of the whole service uses real tokens instead.
 */
public final class TestServer implements AutoCloseable {
    private final Listener listener;
    private final TestClient client;

    private TestServer(Listener listener) {
        this.listener = listener;
        this.client = new TestClient(url());
    }

    public static TestServer start(Enforcer enforcer, Map<String, Caller> callers, Consumer<Operations> declarations) {
        return start(enforcer, token -> Optional.ofNullable(callers.get(token)), declarations);
    }

    /** With callers that are known some other way. */
    public static TestServer start(
            Enforcer enforcer, Authentication authentication, Consumer<Operations> declarations) {
        var operations = new Operations();
        declarations.accept(operations);
        var gateway = new Gateway(operations, authentication, enforcer, new Gateway.Settings(Optional.empty(), false));
        return new TestServer(Listener.start(
                new Listener.Settings(
                        "127.0.0.1",
                        0,
                        114688,
                        16384,
                        10_000,
                        Duration.ofSeconds(30),
                        false,
                        Optional.empty(),
                        Duration.ofSeconds(5)),
                gateway));
    }

    public String url() {
        return "http://127.0.0.1:" + listener.port();
    }

    public Answer get(String token, String path) {
        return client.get(token, path);
    }

    public Answer post(String token, String path, String body) {
        return client.post(token, path, body);
    }

    public Answer patch(String token, String path, String body) {
        return client.patch(token, path, body);
    }

    public Answer put(String token, String path) {
        return client.put(token, path);
    }

    public Answer delete(String token, String path) {
        return client.delete(token, path);
    }

    /** Sends any method; {@code '} in a body stands for {@code "}, so that tests stay readable. */
    public Answer send(String token, String method, String path, String body, String... headers) {
        return client.send(token, method, path, body, headers);
    }

    @Override
    public void close() {
        listener.close();
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return Json.parse(response.body())
                    .orElseThrow(() -> new AssertionError(status() + " without JSON: " + text()));
        }

        /** The JSON at a pointer such as {@code /user/id}. */
        public JsonNode at(String pointer) {
            return json().at(pointer);
        }

        public String string(String pointer) {
            return at(pointer).asString();
        }

        public List<String> strings(String arrayPointer, String member) {
            return at(arrayPointer)
                    .valueStream()
                    .map(n -> n.path(member).asString())
                    .toList();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** Fails unless the status is this one; the body stands in the failure. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + " but got " + status() + ": " + text());
            }
            return this;
        }
    }
}
