package io.clavis.crypto.fernet;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Seals bytes into Fernet text and opens it again. Safe for use by many threads. */
public final class Fernet {
    private static final int SHORTEST =
            FernetEngine.HEADER_LENGTH + FernetEngine.BLOCK_LENGTH + FernetEngine.MAC_LENGTH;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final KeySource keys;
    private final InstantSource clock;
    private final SecureRandom random;

    /** {@code clock} gives the issue time, {@code random} the initialisation vectors. */
    public Fernet(KeySource keys, InstantSource clock, SecureRandom random) {
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /** Seals with the primary key; the text keeps its {@code =} padding. */
    public String encrypt(byte[] plaintext) {
        return keys.sealing(key -> encrypt(plaintext, key));
    }

    /** Seals with the given key; the text keeps its {@code =} padding. */
    public String encrypt(byte[] plaintext, FernetKey key) {
        return encrypt(plaintext, key, clock.instant());
    }

    private String encrypt(byte[] plaintext, FernetKey key, Instant issuedAt) {
        var iv = new byte[FernetEngine.IV_LENGTH];
        random.nextBytes(iv);
        var envelope = key.seal(plaintext, issuedAt.getEpochSecond(), iv);
        return Base64.getUrlEncoder().encodeToString(envelope);
    }

    /** Seals with the primary key, without {@code =} padding: the form of tokens and receipts. */
    public String encryptUnpadded(byte[] plaintext) {
        return encryptUnpadded(plaintext, clock.instant());
    }

    /** The same as if it were made at another time. */
    public String encryptUnpadded(byte[] plaintext, Instant issuedAt) {
        var text = keys.sealing(key -> encrypt(plaintext, key, issuedAt));
        var end = text.length();
        while (text.charAt(end - 1) == '=') {
            end--;
        }
        return text.substring(0, end);
    }

    /**
     * Opens Fernet text, with or without padding, trying all keys; if none fits, new ones are looked for once.
     *
     * @throws InvalidTokenException for any text that none of our keys sealed
     */
    public FernetMessage decrypt(String text) {
        var envelope = envelope(text);
        var known = keys.keys();
        var plaintext = open(envelope, known);
        if (plaintext.isEmpty()) {
            var refreshed = keys.refreshed();
            plaintext = refreshed.equals(known) ? plaintext : open(envelope, refreshed);
        }
        return new FernetMessage(
                plaintext.orElseThrow(() -> new InvalidTokenException("no key fits")), issuedAt(envelope));
    }

    /**
     * When Fernet text says that it was made, which nobody has verified.
     *
     * @throws InvalidTokenException for what is no Fernet text
     */
    public static Instant claimedIssue(String text) {
        return issuedAt(envelope(text));
    }

    private static Optional<byte[]> open(byte[] envelope, List<FernetKey> keys) {
        return keys.stream()
                .map(key -> key.open(envelope))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static byte[] envelope(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("not base64");
        }
        if (bytes.length < SHORTEST
                || bytes[0] != (byte) FernetEngine.VERSION
                || (bytes.length - SHORTEST) % FernetEngine.BLOCK_LENGTH != 0) {
            throw new InvalidTokenException("not a Fernet envelope");
        }
        if (hasStrayBits(text, bytes.length)) {
            throw new InvalidTokenException("not canonical base64");
        }
        return bytes;
    }

    /** One envelope has one text: the decoder ignores the unused bits of the last character, so we look at them. */
    private static boolean hasStrayBits(String text, int length) {
        var unused = length % 3 == 0 ? 0 : length % 3 == 1 ? 4 : 2;
        var last = text.charAt((length * 8 + 5) / 6 - 1);
        return (ALPHABET.indexOf(last) & ((1 << unused) - 1)) != 0;
    }

    private static Instant issuedAt(byte[] envelope) {
        try {
            return Instant.ofEpochSecond(ByteBuffer.wrap(envelope).getLong(1));
        } catch (DateTimeException e) {
            throw new InvalidTokenException("issue time out of range");
        }
    }
}
