package io.clavis.operator.identity;

import static io.clavis.operator.identity.ScriptedKeystone.answer;
import static io.clavis.operator.identity.ScriptedKeystone.isLogin;
import static io.clavis.operator.identity.ScriptedKeystone.letIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionTest {
    private static final String NO_SERVICES = "{\"services\": []}";
    private static final Login LOGIN = new Login("admin", "very secret", "admin");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpires() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t", 3600);
            } else {
                answer(exchange, 200, NO_SERVICES);
            }
        })) {
            var identity = identity(keystone);
            identity.find(Kind.SERVICES, Map.of());
            now = now.plus(Duration.ofMinutes(58));
            identity.find(Kind.SERVICES, Map.of());
            assertThat(keystone.asked()).containsExactly("POST /auth/tokens", "GET /services", "GET /services");
            now = now.plus(Duration.ofMinutes(1));
            identity.find(Kind.SERVICES, Map.of());
            assertThat(keystone.asked()).hasSize(5);
        }
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, time) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t" + time, 3600);
            } else if (exchange.getRequestHeaders().getFirst("X-Auth-Token").equals("t1")) {
                answer(exchange, 401, "{\"error\": {\"message\": \"no\"}}");
            } else {
                answer(exchange, 200, NO_SERVICES);
            }
        })) {
            assertThat(identity(keystone).find(Kind.SERVICES, Map.of())).isEmpty();
            assertThat(keystone.asked())
                    .containsExactly("POST /auth/tokens", "GET /services", "POST /auth/tokens", "GET /services");
        }
    }

    @Test
    void whoIsAlwaysRefusedIsTold() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t", 3600);
            } else {
                answer(exchange, 401, "{\"error\": {\"message\": \"not with that token\"}}");
            }
        })) {
            var identity = identity(keystone);
            assertThatThrownBy(() -> identity.find(Kind.SERVICES, Map.of()))
                    .isInstanceOf(IdentityFailure.class)
                    .hasMessage("GET /v3/services was answered with 401: not with that token");
            assertThat(keystone.asked()).hasSize(4);
        }
    }

    @Test
    void aRefusedPasswordIsNotTriedAgainForAMinute() throws IOException {
        try (var keystone = new ScriptedKeystone(
                (exchange, _) -> answer(exchange, 401, "{\"error\": {\"message\": \"very secret is wrong\"}}"))) {
            var identity = identity(keystone);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(identity::userId)
                        .hasMessage("POST /v3/auth/tokens was answered with 401: *** is wrong")
                        .extracting(e -> ((IdentityFailure) e).isUnauthorized())
                        .isEqualTo(true);
            }
            assertThat(keystone.asked()).hasSize(1);
            now = now.plus(Duration.ofSeconds(61));
            assertThatThrownBy(identity::userId).isInstanceOf(IdentityFailure.class);
            assertThat(keystone.asked()).hasSize(2);
        }
    }

    @Test
    void onlyWhatMayBeSentTwiceIsSentAgain() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, time) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t", 3600);
            } else if (time < 3) {
                answer(exchange, 503, "");
            } else {
                answer(exchange, 200, NO_SERVICES);
            }
        })) {
            var identity = identity(keystone);
            assertThat(identity.find(Kind.SERVICES, Map.of())).isEmpty();
            assertThatThrownBy(() -> identity.create(Kind.SERVICES, Identity.object()))
                    .hasMessage("POST /v3/services was answered with 503");
            assertThat(keystone.asked())
                    .containsExactly(
                            "POST /auth/tokens", "GET /services", "GET /services", "GET /services", "POST /services");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> {
            exchange.sendResponseHeaders(201, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        })) {
            long start = System.nanoTime();
            assertThatThrownBy(identity(keystone)::userId).hasMessageEndingWith("HttpTimeoutException");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAnswerThatIsTooLongIsGivenUp() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> answer(exchange, 201, " ".repeat(100_000)))) {
            assertThatThrownBy(identity(keystone)::userId)
                    .isInstanceOf(IdentityFailure.class)
                    .hasMessageContaining("had no answer: ");
        }
    }

    @Test
    void nobodyListeningIsSaid() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var identity = new Identity(sessions().of(URI.create("http://127.0.0.1:" + port + "/v3"), LOGIN));
        assertThatThrownBy(identity::userId)
                .hasMessage("POST /v3/auth/tokens at 127.0.0.1:" + port + " had no answer: ConnectException");
    }

    @Test
    void aComplaintDoesNotRepeatThePassword() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t", 3600);
            } else {
                answer(exchange, 400, "{\"error\": {\"message\": \"'abc123' is too weak\"}}");
            }
        })) {
            var identity = identity(keystone);
            var user = Identity.object().put("name", "nova").put("password", "abc123");
            assertThatThrownBy(() -> identity.create(Kind.USERS, user))
                    .hasMessage("POST /v3/users was answered with 400: '***' is too weak");
        }
    }

    @Test
    void whatTheFilterDoesNotSiftIsSifted() throws IOException {
        try (var keystone = new ScriptedKeystone((exchange, _) -> {
            if (isLogin(exchange)) {
                letIn(exchange, "t", 3600);
            } else {
                answer(exchange, 200, """
                        {"users": [{"id": "1", "name": "Nova"}, {"id": "2", "name": "nova"}]}""");
            }
        })) {
            var identity = identity(keystone);
            assertThat(identity.findOne(Kind.USERS, Map.of("name", "nova"))
                            .orElseThrow()
                            .path("id")
                            .asText())
                    .isEqualTo("2");
            assertThatThrownBy(() -> identity.findOne(Kind.USERS, Map.of())).hasMessage("there are 2 users with {}");
        }
    }

    @Test
    void anIdCannotLeadElsewhere() {
        assertThat(Kind.USERS.one("a/b?c d")).isEqualTo("/users/a%2Fb%3Fc%20d");
        assertThatThrownBy(() -> Kind.USERS.one("..")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextShowsAPassword() {
        assertThat(LOGIN.toString()).isEqualTo("Login[user=admin, project=admin]");
    }

    private Identity identity(ScriptedKeystone keystone) {
        return new Identity(sessions().of(keystone.address(), LOGIN));
    }

    private Sessions sessions() {
        return new Sessions(new Transport(HttpClient.newHttpClient(), Duration.ofSeconds(3), 50_000), () -> now);
    }
}
