package io.clavis.crypto.token;

import java.util.HexFormat;
import java.util.Optional;

/** Ids that are UUIDs shrink to 16 bytes. Dashes, capitals, braces and {@code urn:uuid:} get lost, as upstream. */
final class CompactId {
    static final int LENGTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    private CompactId() {}

    static Optional<byte[]> compress(String id) {
        var hex = bare(id);
        if (hex.length() != 2 * LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(HEX.parseHex(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String expand(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static String bare(String id) {
        var text = id.replace("urn:", "").replace("uuid:", "");
        var start = 0;
        var end = text.length();
        while (start < end && isBrace(text.charAt(start))) {
            start++;
        }
        while (end > start && isBrace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).replace("-", "");
    }

    private static boolean isBrace(char c) {
        return c == '{' || c == '}';
    }
}
