package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.JwsKeys;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.crypto.key.KeysNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code jws.json} was recorded from the real Keystone by {@code src/test/scripts/golden_jws.py}. */
class JwsTokensTest {
    private static final Set<JwsAlgorithm> ALL = EnumSet.allOf(JwsAlgorithm.class);
    private static final TokenPayload PAYLOAD = new ProjectScopedPayload(
            "u", List.of("password", "token"), "p", Instant.ofEpochSecond(1_800_000_000), List.of("audit"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_790_000_000));
    private final InstantSource clock = now::get;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> upstreamsTokensAreRead() throws IOException {
        return golden().propertyStream().flatMap(recorded -> {
            var algorithm = JwsAlgorithm.of(recorded.getKey()).orElseThrow();
            return Vectors.ALL.get("tokens").valueStream().map(vector -> {
                var name = vector.get("name").asString();
                return DynamicTest.dynamicTest(recorded.getKey() + " " + name, () -> {
                    var tokens = tokens(repository(recorded.getValue()), algorithm, Set.of(algorithm));
                    var text = recorded.getValue().get("tokens").get(name).asString();
                    assertThat(tokens.read(text).payload()).isEqualTo(GoldenPayload.of(vector.get("inputs")));
                });
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> headerAndClaimsAreThoseOfUpstream() throws IOException {
        var recorded = golden().get("ES256");
        return Vectors.ALL.get("tokens").valueStream().map(vector -> {
            var name = vector.get("name").asString();
            return DynamicTest.dynamicTest(name, () -> {
                var theirs = recorded.get("tokens").get(name).asString().split("\\.");
                now.set(Instant.ofEpochSecond(json(theirs[1]).get("iat").asLong()));
                var tokens = tokens(repository(recorded), JwsAlgorithm.ES256, ALL);
                var ours = tokens.issue(GoldenPayload.of(vector.get("inputs")))
                        .text()
                        .split("\\.");
                assertThat(text(ours[0])).isEqualTo(text(theirs[0]));
                assertThat(json(ours[1])).isEqualTo(json(theirs[1]));
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsIssuedIsRead(JwsAlgorithm algorithm) {
        var tokens = tokens(written(algorithm), algorithm, ALL);
        assertThat(tokens.read(tokens.issue(PAYLOAD).text())).isEqualTo(new IssuedToken(PAYLOAD, now.get()));
    }

    @Test
    void keyThatIsAddedVerifiesWithoutRestart() throws IOException {
        var keys = written(JwsAlgorithm.ES256);
        var before = tokens(keys, JwsAlgorithm.ES256, ALL).issue(PAYLOAD).text();
        var rotated = tokens(keys, JwsAlgorithm.ES256, ALL);
        Files.move(directory.resolve("public.pem"), directory.resolve("public-of-yesterday.pem"));
        pair(JwsAlgorithm.ES256);
        now.set(now.get().plus(Duration.ofSeconds(2)));
        assertThat(rotated.read(before).payload()).isEqualTo(PAYLOAD);
        assertThat(rotated.read(rotated.issue(PAYLOAD).text()).payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void tokenOfAnUnknownKeyIsRefused() {
        var strange = tokens(written(JwsAlgorithm.ES256), JwsAlgorithm.ES256, ALL)
                .issue(PAYLOAD)
                .text();
        var tokens = tokens(written(JwsAlgorithm.ES256), JwsAlgorithm.ES256, ALL);
        assertThatThrownBy(() -> tokens.read(strange)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void algorithmThatIsNotAcceptedIsRefused() {
        var keys = written(JwsAlgorithm.ES384);
        var issued = tokens(keys, JwsAlgorithm.ES384, ALL).issue(PAYLOAD).text();
        var tokens = tokens(keys, JwsAlgorithm.ES384, Set.of(JwsAlgorithm.ES256));
        assertThatThrownBy(() -> tokens.read(issued)).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "e30.e30.",
                "bnVsbA.bnVsbA.bnVsbA",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
                "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsiYiJdfQ.e30.AAAA",
                "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"
            })
    void whatIsNoTokenIsRefused(String text) {
        var tokens = tokens(written(JwsAlgorithm.ES256), JwsAlgorithm.ES256, ALL);
        assertThatThrownBy(() -> tokens.read(text)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void changedTokenIsRefused() {
        var tokens = tokens(written(JwsAlgorithm.ES256), JwsAlgorithm.ES256, ALL);
        var parts = tokens.issue(PAYLOAD).text().split("\\.");
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        text(parts[1]).replace("\"sub\":\"u\"", "\"sub\":\"v\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> tokens.read(parts[0] + "." + forged + "." + parts[2]))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void nodeWithoutPrivateKeyOnlyValidates() throws IOException {
        var keys = written(JwsAlgorithm.ES256);
        var issued = tokens(keys, JwsAlgorithm.ES256, ALL).issue(PAYLOAD).text();
        Files.delete(directory.resolve("private.pem"));
        var tokens = tokens(keys(), JwsAlgorithm.ES256, ALL);
        assertThat(tokens.read(issued).payload()).isEqualTo(PAYLOAD);
        assertThatThrownBy(() -> tokens.issue(PAYLOAD))
                .isInstanceOf(KeyRepositoryException.class)
                .hasMessageContaining("this node validates tokens, and issues none");
    }

    @Test
    void fileThatIsNoKeyDoesNotStopTheOthers() throws IOException {
        var keys = written(JwsAlgorithm.ES256);
        Files.writeString(directory.resolve("README"), "keys of region one");
        Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        var tokens = tokens(keys, JwsAlgorithm.ES256, ALL);
        assertThat(tokens.read(tokens.issue(PAYLOAD).text()).payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void missingAndEmptyDirectoriesAreTold() {
        var missing = tokens(new JwsKeyFiles(directory, directory.resolve("nowhere"), clock), JwsAlgorithm.ES256, ALL);
        assertThatThrownBy(() -> missing.read("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"))
                .isInstanceOf(KeysNotFoundException.class)
                .hasMessageContaining("does not exist");
        var empty = tokens(keys(), JwsAlgorithm.ES256, ALL);
        assertThatThrownBy(() -> empty.read("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"))
                .isInstanceOf(KeysNotFoundException.class)
                .hasMessageContaining("holds no key");
    }

    @Test
    void privateKeyIsForItsOwnerOnly() throws IOException {
        pair(JwsAlgorithm.ES256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 253_402_300_800L, -1})
    void aTimeBeyondTheCalendarIsRefused(long seconds) {
        var keys = written(JwsAlgorithm.ES256);
        var claims = JwsClaims.write(PAYLOAD, now.get()).put("exp", seconds).toString();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var unsigned = encoder.encodeToString("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        var signature = keys.signing(key -> JwsAlgorithm.ES256.sign(key, unsigned.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() ->
                        tokens(keys, JwsAlgorithm.ES256, ALL).read(unsigned + "." + encoder.encodeToString(signature)))
                .isInstanceOf(InvalidTokenException.class);
    }

    private JwsTokens tokens(JwsKeys keys, JwsAlgorithm algorithm, Set<JwsAlgorithm> accepted) {
        return new JwsTokens(keys, algorithm, accepted, clock);
    }

    /** The keys of the directory, after a new pair was written there. */
    private JwsKeys written(JwsAlgorithm algorithm) {
        pair(algorithm);
        return keys();
    }

    private JwsKeys keys() {
        return new JwsKeyFiles(directory, directory, clock);
    }

    private void pair(JwsAlgorithm algorithm) {
        JwsKeyPair.in(directory).write(algorithm.generate(new SecureRandom()), KeyOwner.PROCESS);
    }

    private JwsKeys repository(JsonNode recorded) throws IOException {
        Files.writeString(
                directory.resolve("private.pem"), recorded.get("private").asString());
        Files.writeString(
                directory.resolve("public.pem"), recorded.get("public").asString());
        return keys();
    }

    private static JsonNode golden() throws IOException {
        try (var in = JwsTokensTest.class.getResourceAsStream("/jws.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static JsonNode json(String part) {
        return JsonMapper.shared().readTree(text(part));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
