package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $6$rounds=5000$<salt>$<86 digest>} of glibc's crypt; only verified, since very old releases wrote it. */
record Sha512CryptScheme() implements HashScheme {
    private static final Pattern FORMAT =
            Pattern.compile("\\$6\\$(?:rounds=([1-9][0-9]{0,8})\\$)?([./A-Za-z0-9]{0,16})\\$([./A-Za-z0-9]{86})");
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 64;
    private static final int DEFAULT_ROUNDS = 5000;
    private static final int FEWEST_ROUNDS = 1000;

    @Override
    public boolean recognises(String hash) {
        return FORMAT.matcher(hash).matches();
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        var parts = FORMAT.matcher(hash);
        return parts.matches() && fits(password, parts);
    }

    private static boolean fits(byte[] password, Matcher parts) {
        var rounds =
                parts.group(1) == null ? DEFAULT_ROUNDS : Math.max(FEWEST_ROUNDS, Integer.parseInt(parts.group(1)));
        var digest = digest(password, parts.group(2).getBytes(StandardCharsets.US_ASCII), rounds);
        return MessageDigest.isEqual(
                encode(digest).getBytes(StandardCharsets.US_ASCII),
                parts.group(3).getBytes(StandardCharsets.US_ASCII));
    }

    // The steps are those of Ulrich Drepper's specification of SHA-crypt.
    private static byte[] digest(byte[] password, byte[] salt, int rounds) {
        var sha = sha512();
        sha.update(password);
        sha.update(salt);
        var alternate = sha.digest(password);

        sha.update(password);
        sha.update(salt);
        update(sha, alternate, password.length);
        for (int bits = password.length; bits > 0; bits >>= 1) {
            sha.update((bits & 1) != 0 ? alternate : password);
        }
        var digest = sha.digest();

        for (int i = 0; i < password.length; i++) {
            sha.update(password);
        }
        var p = repeated(sha.digest(), password.length);
        for (int i = 0; i < 16 + (digest[0] & 0xff); i++) {
            sha.update(salt);
        }
        var s = repeated(sha.digest(), salt.length);

        for (int round = 0; round < rounds; round++) {
            sha.update((round & 1) != 0 ? p : digest);
            if (round % 3 != 0) {
                sha.update(s);
            }
            if (round % 7 != 0) {
                sha.update(p);
            }
            digest = sha.digest((round & 1) != 0 ? digest : p);
        }
        return digest;
    }

    private static void update(MessageDigest sha, byte[] block, int length) {
        for (int left = length; left > 0; left -= LENGTH) {
            sha.update(block, 0, Math.min(left, LENGTH));
        }
    }

    private static byte[] repeated(byte[] block, int length) {
        var result = new byte[length];
        for (int i = 0; i < length; i++) {
            result[i] = block[i % LENGTH];
        }
        return result;
    }

    /** Three bytes at a time, whose places rotate; the last byte stands alone. */
    private static String encode(byte[] digest) {
        var text = new StringBuilder();
        for (int i = 0, a = 0, b = 21, c = 42; i < 21; i++) {
            append(text, ((digest[a] & 0xff) << 16) | ((digest[b] & 0xff) << 8) | (digest[c] & 0xff), 4);
            var first = a;
            a = b + 1;
            b = c + 1;
            c = first + 1;
        }
        append(text, digest[LENGTH - 1] & 0xff, 2);
        return text.toString();
    }

    private static void append(StringBuilder text, int bits, int characters) {
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt((bits >>> (6 * i)) & 0x3f));
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-512", e);
        }
    }
}
