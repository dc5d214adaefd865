package io.clavis.operator.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP, within bounds of time and size. What may be sent twice is sent again where no answer came, or one that
 * says that the server is busy. May be used by many threads.
 */
final class Transport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> BUSY = Set.of(
            HttpURLConnection.HTTP_BAD_GATEWAY,
            HttpURLConnection.HTTP_UNAVAILABLE,
            HttpURLConnection.HTTP_GATEWAY_TIMEOUT);
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient client;
    private final Duration timeout;
    private final long largest;

    /**
     * Over a client that follows no redirects.
     *
     * @param timeout for the whole answer
     * @param largest bytes that an answer may have
     */
    Transport(HttpClient client, Duration timeout, long largest) {
        this.client = client;
        this.timeout = timeout;
        this.largest = largest;
    }

    /**
     * What is sent.
     *
     * @param repeatable whether sending it twice does no more than once
     */
    record Request(
            String method,
            URI address,
            @Nullable JsonNode body,
            @Nullable String token,
            boolean repeatable) {
        @Override
        public String toString() {
            return "Request[" + method + " " + address + "]";
        }
    }

    /**
     * What came back, whatever the status.
     *
     * @param body missing where there is none or it is no JSON
     * @param token of the header in which a new token comes
     */
    record Answer(int status, JsonNode body, Optional<String> token) {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * The answer.
     *
     * @throws IdentityFailure where none came
     */
    Answer send(Request request) {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == TRIES;
            try {
                var answer = once(request);
                if (last || !request.repeatable() || !BUSY.contains(answer.status())) {
                    return answer;
                }
            } catch (IOException e) {
                if (last || !mayGoAgain(request, e)) {
                    throw IdentityFailure.unanswered(request.method(), request.address(), e);
                }
            }
            pause(request, attempt);
        }
    }

    /** Who let the time pass once would do so again, and what found nobody was never received. */
    private static boolean mayGoAgain(Request request, IOException e) {
        return e instanceof ConnectException
                || (request.repeatable()
                        && !(e instanceof HttpTimeoutException)
                        && !(e instanceof InterruptedIOException));
    }

    private Answer once(Request request) throws IOException {
        var builder = HttpRequest.newBuilder(request.address())
                .timeout(timeout)
                .header("Accept", "application/json")
                .method(
                        request.method(),
                        request.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(request.body())));
        if (request.body() != null) {
            builder.header("Content-Type", "application/json");
        }
        if (request.token() != null) {
            builder.header("X-Auth-Token", request.token());
        }
        var response = whole(builder.build());
        return new Answer(
                response.statusCode(),
                parsed(response.body()),
                response.headers().firstValue("X-Subject-Token"));
    }

    /** The client's own time-out ends with the head of an answer; this one with the last byte of it. */
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException {
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer in time");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    private static void pause(Request request, int attempt) {
        try {
            Thread.sleep(PAUSE_MILLIS * attempt);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw IdentityFailure.unanswered(request.method(), request.address(), new InterruptedIOException());
        }
    }
}
