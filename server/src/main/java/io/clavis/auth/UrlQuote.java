package io.clavis.auth;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding as Python's {@code urllib.parse.quote} does it: users' ids at providers are stored that way. */
final class UrlQuote {
    private static final String UNTOUCHED = "_.-~/";

    private UrlQuote() {}

    static String of(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNTOUCHED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
