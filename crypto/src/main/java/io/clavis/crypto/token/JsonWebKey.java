package io.clavis.crypto.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Public keys as JSON Web Keys (RFC 7517; RFC 8037 for Ed25519). */
public final class JsonWebKey {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int ED25519_BYTES = 32;

    private JsonWebKey() {}

    /** A key that verifies tokens, with its thumbprint (RFC 7638) as {@code kid}; empty for one that never does. */
    public static Optional<ObjectNode> of(PublicKey key) {
        return JwsAlgorithm.fitting(key).map(algorithm -> {
            var point = point(key);
            var shown = JsonNodeFactory.instance.objectNode();
            point.forEach(shown::put);
            return shown.put("alg", algorithm.label()).put("use", "sig").put("kid", thumbprint(point));
        });
    }

    private static Map<String, String> point(PublicKey key) {
        var point = new TreeMap<String, String>();
        if (key instanceof ECPublicKey curve) {
            int fieldSize = curve.getParams().getCurve().getField().getFieldSize();
            point.put("kty", "EC");
            point.put("crv", "P-" + fieldSize);
            point.put("x", coordinate(curve.getW().getAffineX(), fieldSize));
            point.put("y", coordinate(curve.getW().getAffineY(), fieldSize));
            return point;
        }
        var encoded = key.getEncoded();
        point.put("kty", "OKP");
        point.put("crv", "Ed25519");
        // The key stands at the end of its X.509 form (RFC 8410).
        point.put(
                "x",
                ENCODER.encodeToString(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)));
        return point;
    }

    private static String coordinate(BigInteger value, int fieldSize) {
        var padded = new byte[(fieldSize + Byte.SIZE - 1) / Byte.SIZE];
        var bytes = value.toByteArray();
        int length = Math.min(bytes.length, padded.length);
        System.arraycopy(bytes, bytes.length - length, padded, padded.length - length, length);
        return ENCODER.encodeToString(padded);
    }

    private static String thumbprint(Map<String, String> inOrder) {
        try {
            var json = JsonMapper.shared().writeValueAsString(inOrder);
            return ENCODER.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
