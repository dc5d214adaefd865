package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A password whose digest is known. Together they cover what implementations got wrong: bytes beyond ASCII, and where a
 * password ends.
 *
 * @param text a byte each character
 */
record BcryptSample(String text, String salt, int cost, String digest) {
    private static final String SALT = "CCCCCCCCCCCCCCCCCCCCC.";
    private static final int CHEAPEST = 4;

    /** All of them. */
    static List<BcryptSample> all() {
        var longest = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        return List.of(
                sample("", "Cg0ly9t/KVBCBYYDfOmZKwry9JuXClC"),
                sample("U*U", "K7Qr0se1MxuggH4aP4YgB.U2Em1pGSK"),
                sample("\u00ff\u00ff\u00a3\u0080", "Rk3hbsfY8fwioL3y9wMNbRnjuZ8AkNC"),
                sample(longest, "0ZsAfF0DsSCOCcfZKxtwXxkV4RFYBVG"),
                sample(longest + "\0 and what does not count".repeat(20), "0ZsAfF0DsSCOCcfZKxtwXxkV4RFYBVG"),
                new BcryptSample("U*U", "abcdefghijklmnopqrstuu", CHEAPEST + 1, "MpLhh66NJUQMuZ6FwRQX0sqAEKeWcKW"));
    }

    /** Whether the implementation is right. */
    static boolean allGivenBy(Bcrypt bcrypt) {
        return all().stream().allMatch(sample -> sample.givenBy(bcrypt));
    }

    private boolean givenBy(Bcrypt bcrypt) {
        return bcrypt.digest(password(), salt, cost).equals(digest);
    }

    byte[] password() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static BcryptSample sample(String text, String digest) {
        return new BcryptSample(text, SALT, CHEAPEST, digest);
    }
}
