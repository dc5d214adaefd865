package io.clavis.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden vectors, with the clock and the randomness that they were made with. */
public final class Vectors {
    public static final JsonNode ALL = load();
    public static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochSecond(ALL.get("timestamp").asLong()));

    private Vectors() {}

    public static String text(String... path) {
        var node = ALL;
        for (var step : path) {
            node = node.get(step);
        }
        return node.asString();
    }

    /** A source whose every answer is the initialisation vector of the vectors. */
    public static SecureRandom random() {
        var iv = HexFormat.of().parseHex(text("iv_hex"));
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(iv, 0, bytes, 0, bytes.length);
            }
        };
    }

    private static JsonNode load() {
        try (var in = Vectors.class.getResourceAsStream("/vectors.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
