package io.clavis.http;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON values as Python writes them: upstream's refusals show them so. What may be a secret is left out. */
final class PythonText {
    private static final int SHOWN = 512;

    private PythonText() {}

    /** As {@code str} writes it: text without quotes. */
    static String str(JsonNode value) {
        return value.isString() ? cut(value.asString()) : repr(value);
    }

    /** As {@code repr} writes it. */
    static String repr(JsonNode value) {
        return cut(written(value));
    }

    /** Whether a member of this name may hold a secret. */
    static boolean isSecret(String name) {
        return name.contains("password") || name.equals("secret");
    }

    private static String written(JsonNode value) {
        if (value.isString()) {
            return quoted(value.asString());
        }
        if (value.isArray()) {
            return value.valueStream().map(PythonText::written).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(member -> quoted(member.getKey()) + ": "
                            + (isSecret(member.getKey()) ? "'***'" : written(member.getValue())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        return value.isNull() || value.isMissingNode() ? "None" : value.toString();
    }

    // Single quotes, unless the text has some and no double ones.
    private static String quoted(String text) {
        var quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var written = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> written.append("\\\\");
                case '\n' -> written.append("\\n");
                case '\r' -> written.append("\\r");
                case '\t' -> written.append("\\t");
                default -> character(written, c, quote);
            }
        });
        return written.append(quote).toString();
    }

    private static void character(StringBuilder written, int c, char quote) {
        if (c == quote) {
            written.append('\\').append(quote);
            return;
        }
        if (Character.isISOControl(c)) {
            written.append(String.format(Locale.ROOT, "\\x%02x", c));
            return;
        }
        written.appendCodePoint(c);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
