package io.clavis.ec2token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters as AWS signatures of versions 2 and 4 put them: by name in the order of bytes, percent-encoded. */
final class CanonicalQuery {
    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private CanonicalQuery() {}

    static String of(Map<String, String> params) {
        return params.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_BYTES))
                .map(entry -> quoted(entry.getKey()) + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                quoted.append((char) b);
            } else {
                quoted.append('%').append(String.format(Locale.ROOT, "%02X", b));
            }
        }
        return quoted.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-_.~".indexOf(b) >= 0;
    }
}
