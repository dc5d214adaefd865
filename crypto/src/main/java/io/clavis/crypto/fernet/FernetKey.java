package io.clavis.crypto.fernet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One Fernet key: 16 bytes that sign, then 16 bytes that encrypt. Safe for use by many threads. */
public final class FernetKey {
    private static final int HALF = 16;
    private static final int IDLE_ENGINES = Math.max(4, Runtime.getRuntime().availableProcessors());

    /** The well-known key of 32 zero bytes, upstream's stand-in where credentials have no key repository. */
    public static final FernetKey NULL_KEY = parse("A".repeat(43) + "=");

    private final String text;
    private final SecretKeySpec signing;
    private final SecretKeySpec encryption;
    // Bounded and shared instead of thread-local: with virtual threads, thread-locals never get reused.
    private final ArrayBlockingQueue<FernetEngine> idle = new ArrayBlockingQueue<>(IDLE_ENGINES);

    private FernetKey(String text, byte[] raw) {
        this.text = text;
        this.signing = new SecretKeySpec(raw, 0, HALF, "HmacSHA256");
        this.encryption = new SecretKeySpec(raw, HALF, HALF, "AES");
    }

    /**
     * Reads a key from its base64 text; either alphabet and surrounding white space are accepted, as upstream does.
     *
     * @throws IllegalArgumentException if the text is not a key
     */
    public static FernetKey parse(String text) {
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(text.strip().replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            // Without the cause: its message shows a character of the key.
            throw new IllegalArgumentException("a Fernet key has to be base64 text");
        }
        if (raw.length != 2 * HALF) {
            throw new IllegalArgumentException("a Fernet key has to be 32 bytes in base64");
        }
        return new FernetKey(text, raw);
    }

    /** A new random key. */
    public static FernetKey generate(SecureRandom random) {
        var raw = new byte[2 * HALF];
        random.nextBytes(raw);
        return new FernetKey(Base64.getUrlEncoder().encodeToString(raw), raw);
    }

    /** The key itself as base64 text: a secret, to be written to a key file and nowhere else. */
    public String text() {
        return text;
    }

    /** SHA-1 in hex of the key's text, as stored in {@code credential.key_hash}. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-1", e);
        }
    }

    byte[] seal(byte[] plaintext, long seconds, byte[] iv) {
        var engine = borrow();
        var envelope = engine.seal(plaintext, seconds, iv);
        idle.offer(engine);
        return envelope;
    }

    Optional<byte[]> open(byte[] envelope) {
        var engine = borrow();
        var plaintext = engine.open(envelope);
        idle.offer(engine);
        return plaintext;
    }

    private FernetEngine borrow() {
        var engine = idle.poll();
        return engine == null ? new FernetEngine(signing, encryption) : engine;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FernetKey that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "FernetKey[secret]";
    }
}
