package io.clavis.operator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.clavis.operator.identity.Transport.Answer;
import io.clavis.operator.identity.Transport.Request;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One user's way into one Keystone. Keeps the token until shortly before it expires, and gets another one where it is
 * refused. Whose password was refused does not try it again for a minute: several would lock the account. May be used by
 * many threads.
 */
public final class Session {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "DELETE");
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration REFUSED = Duration.ofMinutes(1);
    private static final int PARTS = 10;
    private static final int LONGEST = 500;

    private final Transport transport;
    private final URI endpoint;
    private final Login login;
    private final InstantSource clock;
    private @Nullable Token token;
    private @Nullable Refusal refusal;

    Session(Transport transport, URI endpoint, Login login, InstantSource clock) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.login = login;
        this.clock = clock;
    }

    /**
     * A token that is good for now.
     *
     * @param until when it is not to be used any more, by the operator's own clock
     */
    private record Token(String value, String userId, Instant until) {
        @Override
        public String toString() {
            return "Token[" + userId + "]";
        }
    }

    private record Refusal(IdentityFailure failure, Instant until) {}

    /**
     * The id of the user, who logs in unless that was done.
     *
     * @throws IdentityFailure where the user is not let in
     */
    public String userId() {
        return token(null).userId();
    }

    /** The answer to something that may be sent again only where its method says so. */
    Answer send(String method, String path, @Nullable JsonNode body) {
        return send(method, path, body, REPEATABLE.contains(method));
    }

    /** The answer, whatever its status, with the present token or, where that is refused, with a new one. */
    Answer send(String method, String path, @Nullable JsonNode body, boolean repeatable) {
        var address = address(path);
        var present = token(null);
        var answer = transport.send(new Request(method, address, body, present.value(), repeatable));
        if (answer.status() != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return answer;
        }
        return transport.send(new Request(method, address, body, token(present).value(), repeatable));
    }

    /**
     * The failure that an answer is, in Keystone's words.
     *
     * @param secret what these words must not repeat
     */
    IdentityFailure failure(String method, String path, Answer answer, String... secret) {
        return IdentityFailure.refused(method, address(path), answer.status(), message(answer, secret));
    }

    private URI address(String path) {
        return URI.create(endpoint + path);
    }

    private synchronized Token token(@Nullable Token refused) {
        var now = clock.instant();
        if (token != null && !token.equals(refused) && token.until().isAfter(now)) {
            return token;
        }
        if (refusal != null && refusal.until().isAfter(now)) {
            throw refusal.failure();
        }
        token = null;
        token = issued(now);
        refusal = null;
        return token;
    }

    private Token issued(Instant now) {
        var path = "/auth/tokens?nocatalog";
        var answer = transport.send(new Request("POST", address(path), login.body(), null, true));
        if (answer.status() != HttpURLConnection.HTTP_CREATED) {
            var failure = failure("POST", path, answer, login.password());
            if (failure.isUnauthorized()) {
                refusal = new Refusal(failure, now.plus(REFUSED));
            }
            throw failure;
        }
        var described = answer.body().path("token");
        var userId = described.path("user").path("id").asText("");
        if (answer.token().isEmpty() || userId.isEmpty()) {
            throw IdentityFailure.unclear("a login at " + endpoint.getAuthority() + " was answered without a token");
        }
        return new Token(answer.token().get(), userId, now.plus(good(described)));
    }

    /** Measured between two times of the server, so that it does not matter what the operator's clock says. */
    private static Duration good(JsonNode described) {
        try {
            var life = Duration.between(
                    Instant.parse(described.path("issued_at").asText("")),
                    Instant.parse(described.path("expires_at").asText("")));
            var tenth = life.dividedBy(PARTS);
            return life.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    private static String message(Answer answer, String... secrets) {
        var text = Optional.of(answer.body().path("error").path("message").asText(""))
                .map(found -> found.length() > LONGEST ? found.substring(0, LONGEST) : found)
                .orElse("");
        for (String secret : secrets) {
            text = secret.isEmpty() ? text : text.replace(secret, "***");
        }
        return text;
    }
}
