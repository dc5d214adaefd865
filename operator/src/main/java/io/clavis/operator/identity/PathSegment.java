package io.clavis.operator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Texts as they are written in an address. */
final class PathSegment {
    private PathSegment() {}

    /**
     * One part of a path, or of a query.
     *
     * @throws IllegalArgumentException for none, or one that would lead elsewhere
     */
    static String of(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("no part of a path: '" + text + "'");
        }
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
