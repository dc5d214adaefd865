package io.clavis.oauth1;

import java.security.SecureRandom;

/** What a user tells a consumer, to type in: eight different characters that no eye takes for each other. */
final class Verifier {
    private static final String CHARACTERS = "abcdefghkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;

    private Verifier() {}

    static String random(SecureRandom random) {
        var left = new StringBuilder(CHARACTERS);
        var verifier = new StringBuilder(LENGTH);
        while (verifier.length() < LENGTH) {
            int at = random.nextInt(left.length());
            verifier.append(left.charAt(at));
            left.deleteCharAt(at);
        }
        return verifier.toString();
    }

    /** Whether a text looks like one. */
    static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> CHARACTERS.indexOf(c) >= 0);
    }
}
