package io.clavis.crypto.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.key.JwsKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON Web Signatures (RFC 7515) as tokens ({@code [token] provider = jws}). What they hold can be read by anybody, and
 * their signature checked by whoever has the public key.
 */
public final class JwsTokens implements TokenFormat {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int PARTS = 3;

    private final JwsKeys keys;
    private final JwsAlgorithm algorithm;
    private final Set<JwsAlgorithm> accepted;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.shared();

    /**
     * @param algorithm what new tokens are signed with
     * @param accepted what tokens may be signed with; a header that names another is refused whatever its signature
     */
    public JwsTokens(JwsKeys keys, JwsAlgorithm algorithm, Set<JwsAlgorithm> accepted, InstantSource clock) {
        this.keys = keys;
        this.algorithm = algorithm;
        this.accepted = Set.copyOf(accepted);
        this.clock = clock;
    }

    @Override
    public SealedToken issue(TokenPayload payload) {
        var issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var content = encode(json.writeValueAsString(JwsClaims.write(payload, issuedAt)));
        return new SealedToken(signed(content), issuedAt);
    }

    private String signed(String content) {
        return keys.signing(key -> {
            var fitting = fitting(key);
            var input = header(fitting) + "." + content;
            var signature = fitting.sign(key, input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + ENCODER.encodeToString(signature);
        });
    }

    // After the algorithm was changed, keys of the one before sign until they have rotated out.
    private JwsAlgorithm fitting(PrivateKey key) {
        return accepted.stream()
                .filter(_ -> !algorithm.fits(key))
                .filter(other -> other.fits(key))
                .findFirst()
                .orElse(algorithm);
    }

    private static String header(JwsAlgorithm algorithm) {
        return encode("{\"alg\":\"" + algorithm.label() + "\",\"typ\":\"JWT\"}");
    }

    @Override
    public IssuedToken read(String token) {
        var parts = token.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            throw new InvalidTokenException("not three parts");
        }
        var named = json(parts[0]);
        var used = JwsAlgorithm.of(named.path("alg").asString(""))
                .filter(accepted::contains)
                .filter(_ -> !named.has("crit") && !named.has("b64"))
                .orElseThrow(() -> new InvalidTokenException("an algorithm or extension that is not accepted"));
        var input =
                token.substring(0, parts[0].length() + 1 + parts[1].length()).getBytes(StandardCharsets.US_ASCII);
        var signature = decode(parts[2]);
        var known = keys.verifying();
        if (!verifies(used, known, input, signature)) {
            var refreshed = keys.refreshed();
            if (refreshed.equals(known) || !verifies(used, refreshed, input, signature)) {
                throw new InvalidTokenException("signed with a key that is not known");
            }
        }
        return JwsClaims.read(json(parts[1]));
    }

    @Override
    public List<PublicKey> publicKeys() {
        return keys.verifying();
    }

    private static boolean verifies(JwsAlgorithm used, List<PublicKey> keys, byte[] input, byte[] signature) {
        return keys.stream().anyMatch(key -> used.verifies(key, input, signature));
    }

    private JsonNode json(String part) {
        try {
            return json.readTree(decode(part));
        } catch (JacksonException notJson) {
            throw new InvalidTokenException("a part that is no JSON");
        }
    }

    private static byte[] decode(String part) {
        try {
            return DECODER.decode(part);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidTokenException("a part that is not Base64");
        }
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
