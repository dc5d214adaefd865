package io.clavis.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.http.Access;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import io.clavis.http.Network;
import io.clavis.http.NotFound;
import io.clavis.http.Reply;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import io.clavis.http.Unauthorized;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.token.HandClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts over HTTP; the client is a proxy wherever it says another address. */
class ThrottleTest {
    private static final String PROXIED = "X-Forwarded-For";
    private final HandClock clock = new HandClock();
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        enforcer.close();
    }

    private void start(int perUser, int perAddress, String... proxies) {
        var addresses =
                new ClientAddresses(List.of(proxies).stream().map(Network::of).toList(), false);
        start(new ThrottleSettings(perUser, perAddress, Duration.ZERO, addresses));
    }

    private void start(ThrottleSettings settings) {
        var throttle = new Throttle(settings, clock);
        server = TestServer.start(
                enforcer,
                Map.of(),
                api -> api.post("/v3/guess/{subject}/{outcome}", Access.OPEN, call -> guess(throttle, call))
                        .answering(204));
    }

    private static Reply guess(Throttle throttle, Call call) {
        return throttle.guard(call, guess -> {
            guess.at(Subject.user(call.path("subject")));
            return switch (call.path("outcome")) {
                case "wrong" -> throw new Unauthorized("wrong");
                case "hidden" -> throw NotFound.of("user", "x");
                case "forbidden" -> throw Forbidden.because("no");
                case "malformed" -> throw new BadRequest("malformed");
                case "broken" -> throw new IllegalStateException("broken");
                default -> Reply.noContent();
            };
        });
    }

    private Answer guess(String subject, String outcome, String... headers) {
        return server.send(null, "POST", "/v3/guess/" + subject + "/" + outcome, null, headers);
    }

    @Test
    void theRefusalIsInKeystonesShapeAndSaysWhenToTryAgain() {
        start(2, 0);
        guess("ada", "wrong").expect(401);
        guess("ada", "wrong").expect(401);
        var refusal = guess("ada", "right").expect(429);
        assertThat(refusal.text())
                .isEqualTo("{\"error\":{\"code\":429,\"message\":\"Too many failed attempts to authenticate. Try again"
                        + " later.\",\"title\":\"Too Many Requests\"}}");
        assertThat(refusal.header("Retry-After")).contains("30");
        guess("bob", "wrong").expect(401);
        clock.advance(Duration.ofSeconds(30));
        guess("ada", "right").expect(204);
    }

    @Test
    void whatHidesOrForbidsIsWrongTooAndAllElseIsNot() {
        start(2, 0);
        for (int i = 0; i < 5; i++) {
            guess("ada", "malformed").expect(400);
            guess("ada", "broken").expect(500);
            guess("ada", "right").expect(204);
        }
        guess("bob", "hidden").expect(404);
        guess("bob", "forbidden").expect(403);
        guess("bob", "right").expect(429);
    }

    @Test
    void anAddressIsLimitedWhoeverItGuessesAt() {
        start(0, 3);
        guess("a", "wrong").expect(401);
        guess("b", "wrong").expect(401);
        guess("c", "wrong").expect(401);
        assertThat(guess("d", "wrong").expect(429).header("Retry-After")).contains("20");
    }

    @Test
    void noClientChoosesItsAddress() {
        start(0, 1);
        guess("a", "wrong", PROXIED, "192.0.2.1").expect(401);
        guess("b", "wrong", PROXIED, "192.0.2.2", "Forwarded", "for=192.0.2.3").expect(429);
    }

    @Test
    void aProxySaysTheAddressAndOnlyWhatProxiesAddedCounts() {
        start(0, 1, "127.0.0.1", "10.0.0.0/8");
        guess("a", "wrong", PROXIED, "192.0.2.1").expect(401);
        guess("b", "wrong", PROXIED, "192.0.2.1").expect(429);
        guess("b", "wrong", PROXIED, "203.0.113.7, 192.0.2.1").expect(429);
        guess("b", "wrong", PROXIED, "203.0.113.7", "x-forwarded-for", "192.0.2.1:4711,10.1.2.3")
                .expect(429);
        guess("b", "wrong", PROXIED, "192.0.2.2").expect(401);
        // What is no address is the proxy's own.
        guess("c", "wrong", PROXIED, "nonsense").expect(401);
        guess("c", "wrong", PROXIED, "192.0.2.9, unknown").expect(429);
        guess("c", "wrong", "Forwarded", "for=192.0.2.99").expect(429);
        guess("c", "wrong").expect(429);
    }

    @Test
    void anIpv6ClientCountsByItsNetwork() {
        start(0, 1, "127.0.0.1");
        guess("a", "wrong", PROXIED, "2001:db8:0:1::1").expect(401);
        guess("a", "wrong", PROXIED, "[2001:db8:0:1:ffff::2]:4711").expect(429);
        guess("a", "wrong", PROXIED, "2001:db8:0:2::1").expect(401);
        guess("a", "wrong", PROXIED, "192.0.2.1").expect(401);
        guess("a", "wrong", PROXIED, "::ffff:192.0.2.1").expect(429);
    }

    @Test
    void nobodyWhoGuessesShutsOutWhoLoggedInFromElsewhereBefore() {
        start(2, 2, "127.0.0.1");
        guess("nova", "right", PROXIED, "192.0.2.1").expect(204);
        guess("nova", "wrong", PROXIED, "198.51.100.9").expect(401);
        guess("nova", "wrong", PROXIED, "198.51.100.9").expect(401);
        guess("nova", "wrong", PROXIED, "198.51.100.9").expect(429);
        guess("nova", "right", PROXIED, "192.0.2.2").expect(429);
        guess("nova", "right", PROXIED, "192.0.2.1").expect(204);
        // There, too, guessing ends.
        guess("nova", "wrong", PROXIED, "192.0.2.1").expect(401);
        guess("nova", "wrong", PROXIED, "192.0.2.1").expect(401);
        guess("nova", "right", PROXIED, "192.0.2.1").expect(429);
    }

    @Test
    void behindUnknownProxiesNoAddressCounts() {
        start(new ThrottleSettings(2, 1, Duration.ZERO, new ClientAddresses(List.of(), true)));
        guess("a", "wrong").expect(401);
        guess("b", "wrong").expect(401);
        guess("b", "wrong").expect(401);
        guess("b", "wrong").expect(429);
    }

    @Test
    void aNameIsOneSubjectHoweverItIsWritten() {
        assertThat(Subject.nobody("d", " \u00c1da ")).isEqualTo(Subject.nobody("d", "ada"));
        assertThat(Subject.nobody("d", "ada")).isNotEqualTo(Subject.nobody("e", "ada"));
        assertThat(Subject.user("x".repeat(100_000)).key()).hasSizeLessThan(100);
        assertThat(Subject.user("x".repeat(1000))).isNotEqualTo(Subject.user("x".repeat(1001)));
    }
}
