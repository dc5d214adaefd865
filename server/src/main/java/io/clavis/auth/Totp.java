package io.clavis.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238): six digits, SHA-1, a new one each half minute. */
final class Totp {
    /** How long a passcode is the current one. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int SHORTEST_KEY = 16;
    private static final int DIGITS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";

    private Totp() {}

    /** The key in a seed as stored, in base32; empty for what is none, or shorter than the RFC demands. */
    static Optional<byte[]> key(String seed) {
        var text = seed.replaceFirst("=+$", "");
        var key = new byte[text.length() * BITS / Byte.SIZE];
        long bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << BITS | value;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                key[at++] = (byte) (bits >> held);
            }
        }
        return Optional.of(key).filter(found -> found.length >= SHORTEST_KEY);
    }

    /** The passcode at a time. */
    static String passcode(byte[] key, Instant time) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var counter = ByteBuffer.allocate(Long.BYTES).putLong(time.getEpochSecond() / WINDOW.toSeconds());
            var hash = mac.doFinal(counter.array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % DIGITS);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
