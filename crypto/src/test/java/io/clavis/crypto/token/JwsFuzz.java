package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.key.JwsKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JWS token counts only where our key signed it with an algorithm that we accept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwsFuzz {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000));
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Path directory;
    private JwsKeys keys;
    private JwsTokens tokens;
    private List<String> issued;

    @BeforeAll
    void layDownKeys() throws IOException {
        directory = Files.createTempDirectory("jws");
        var recorded = golden().get("ES256");
        Files.writeString(
                directory.resolve("private.pem"), recorded.get("private").asString());
        Files.writeString(
                directory.resolve("public.pem"), recorded.get("public").asString());
        keys = new JwsKeyFiles(directory, directory, CLOCK);
        tokens = new JwsTokens(keys, JwsAlgorithm.ES256, EnumSet.allOf(JwsAlgorithm.class), CLOCK);
        issued = recorded.get("tokens").valueStream().map(JsonNode::asString).toList();
    }

    @AfterAll
    void takeUpKeys() throws IOException {
        for (var file : List.of("private.pem", "public.pem")) {
            Files.delete(directory.resolve(file));
        }
        Files.delete(directory);
    }

    /** The first byte chooses a good token, or none; the next two say where the rest is laid over it. */
    @FuzzTest
    void onlyWhatWasSignedIsAccepted(byte[] input) {
        var latin = new String(input, StandardCharsets.ISO_8859_1);
        var chosen = input.length < 3 || input[0] < 0 ? issued.size() : input[0];
        var text = chosen >= issued.size() ? latin : changed(issued.get(chosen), latin);
        accepted(text)
                .ifPresent(_ -> assertThat(issued.stream().map(JwsFuzz::signed)).contains(signed(text)));
    }

    /** A line for the header, the rest for the claims, signed as it stands: who holds the key can sign anything. */
    @FuzzTest
    void signedTokenIsReadOrRefused(byte[] input) {
        int line = new String(input, StandardCharsets.ISO_8859_1).indexOf('\n');
        var header = Arrays.copyOf(input, Math.max(line, 0));
        var unsigned = ENCODER.encodeToString(header)
                + "."
                + ENCODER.encodeToString(Arrays.copyOfRange(input, line + 1, input.length));
        var signature = keys.signing(key -> JwsAlgorithm.ES256.sign(key, unsigned.getBytes(StandardCharsets.US_ASCII)));
        accepted(unsigned + "." + ENCODER.encodeToString(signature)).ifPresent(token -> {
            var named = JsonMapper.shared().readTree(header);
            assertThat(named.path("alg").asString()).isEqualTo("ES256");
            assertThat(named.has("crit")).isFalse();
            assertThat(tokens.read(tokens.issue(token.payload()).text()).payload())
                    .isEqualTo(token.payload());
        });
    }

    private static String changed(String token, String input) {
        int at = (input.charAt(1) << 8 | input.charAt(2)) % token.length();
        var over = input.substring(3);
        return token.substring(0, at) + over + token.substring(Math.min(token.length(), at + over.length()));
    }

    private static String signed(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private Optional<IssuedToken> accepted(String text) {
        try {
            return Optional.of(tokens.read(text));
        } catch (InvalidTokenException refused) {
            return Optional.empty();
        }
    }

    private static JsonNode golden() throws IOException {
        try (var in = JwsFuzz.class.getResourceAsStream("/jws.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
