package io.clavis.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of texts as Python writes it, {@code ['a', 'b']}: how several values survive in one text. */
final class PythonList {
    private final String text;
    private int at;

    private PythonList(String text) {
        this.text = text;
    }

    /** The list; where the text is anything else, a list of just that text. */
    static List<String> valuesOf(String text) {
        return new PythonList(text.strip()).list().orElseGet(() -> List.of(text));
    }

    private Optional<List<String>> list() {
        var values = new ArrayList<String>();
        if (!takes('[')) {
            return Optional.empty();
        }
        while (!takes(']')) {
            var value = value();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            if (!takes(',')) {
                if (!takes(']')) {
                    return Optional.empty();
                }
                break;
            }
        }
        skipBlanks();
        return at == text.length() ? Optional.of(values) : Optional.empty();
    }

    // Texts that stand side by side are one.
    private Optional<String> value() {
        var value = new StringBuilder();
        boolean found = false;
        while (isQuote()) {
            if (!quoted(value)) {
                return Optional.empty();
            }
            found = true;
        }
        return found ? Optional.of(value.toString()) : Optional.empty();
    }

    private boolean quoted(StringBuilder out) {
        char quote = text.charAt(at++);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return true;
            }
            if (c == '\n') {
                return false;
            }
            if (c != '\\') {
                out.append(c);
            } else if (!escape(out)) {
                return false;
            }
        }
        return false;
    }

    private boolean escape(StringBuilder out) {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> {
                return hexadecimal(out, 2);
            }
            case 'u' -> {
                return hexadecimal(out, 4);
            }
            case 'U' -> {
                return hexadecimal(out, 8);
            }
            case 'N' -> {
                return false;
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(out);
            default -> out.append('\\').append(c);
        }
        return true;
    }

    private boolean hexadecimal(StringBuilder out, int digits) {
        if (at + digits > text.length()) {
            return false;
        }
        long code = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
        }
        if (code > Character.MAX_CODE_POINT) {
            return false;
        }
        out.appendCodePoint((int) code);
        return true;
    }

    private void octal(StringBuilder out) {
        int code = 0;
        at--;
        for (int digits = 0; digits < 3 && at < text.length() && isOctal(text.charAt(at)); digits++) {
            code = code * 8 + text.charAt(at++) - '0';
        }
        out.appendCodePoint(code);
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private boolean isQuote() {
        skipBlanks();
        return at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
    }

    private boolean takes(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
