package io.clavis.crypto.token;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The signature of a JSON Web Signature by itself: whether a key made it, by any algorithm that is known here. */
public final class JwsSignature {
    private static final int PARTS = 3;

    private JwsSignature() {}

    /** Whether the private key of this public key signed the token; false for whatever is no token. */
    public static boolean isBy(PublicKey key, String token) {
        var parts = token.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            return false;
        }
        try {
            var signature = Base64.getUrlDecoder().decode(parts[2]);
            var input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return algorithm(parts[0])
                    .filter(algorithm -> algorithm.verifies(key, input, signature))
                    .isPresent();
        } catch (IllegalArgumentException | JacksonException malformed) {
            return false;
        }
    }

    private static Optional<JwsAlgorithm> algorithm(String head) {
        var named = JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(head))
                .path("alg")
                .asString("");
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm.label().equals(named))
                .findFirst();
    }
}
