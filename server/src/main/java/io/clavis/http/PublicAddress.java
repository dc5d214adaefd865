package io.clavis.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Under which address the client reached us, for links. A trusted proxy tells it in {@code Forwarded} (RFC 7239), else
 * in {@code X-Forwarded-Proto} and {@code -Host}, and what it cut off the path in {@code X-Forwarded-Prefix}.
 */
final class PublicAddress {
    private PublicAddress() {}

    /** Scheme and authority of what stands in the request itself. */
    static String direct(boolean secure, String authority) {
        return join(secure ? "https" : "http", authority);
    }

    /** The same as the proxy saw it. */
    static String proxied(boolean secure, String authority, Function<String, Optional<String>> header) {
        var forwarded = header.apply("Forwarded");
        var scheme = forwarded.map(text -> parameter(text, "proto")).orElseGet(() -> header.apply("X-Forwarded-Proto"));
        var host = forwarded.map(text -> parameter(text, "host")).orElseGet(() -> header.apply("X-Forwarded-Host"));
        return join(scheme.orElse(secure ? "https" : "http").toLowerCase(Locale.ROOT), host.orElse(authority))
                + header.apply("X-Forwarded-Prefix").orElse("");
    }

    // Of the first proxy, the one that the client spoke to.
    private static Optional<String> parameter(String forwarded, String name) {
        for (var pair : forwarded.split(",", 2)[0].split(";")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(name)) {
                return Optional.of(parts[1].strip().replace("\"", "")).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static String join(String scheme, String authority) {
        var standard = scheme.equals("https") ? ":443" : ":80";
        var shown = authority.endsWith(standard)
                ? authority.substring(0, authority.length() - standard.length())
                : authority;
        return scheme + "://" + shown;
    }
}
