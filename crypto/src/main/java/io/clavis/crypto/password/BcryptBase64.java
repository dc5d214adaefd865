package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 as bcrypt writes it: the usual bits in another alphabet, without padding. */
final class BcryptBase64 {
    private static final String USUAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private BcryptBase64() {}

    static String encode(byte[] bytes) {
        return translate(Base64.getEncoder().withoutPadding().encodeToString(bytes), USUAL, BCRYPT);
    }

    /** Throws IllegalArgumentException for other characters. */
    static byte[] decode(String text) {
        return Base64.getDecoder().decode(translate(text, BCRYPT, USUAL));
    }

    private static String translate(String text, String from, String to) {
        var result = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < result.length; i++) {
            var index = from.indexOf(result[i]);
            if (index < 0) {
                throw new IllegalArgumentException("not base64");
            }
            result[i] = (byte) to.charAt(index);
        }
        return new String(result, StandardCharsets.ISO_8859_1);
    }
}
