package io.clavis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The right side of a check: text with {@code %(name)s} places, compiled. */
record Template(String source, List<Piece> pieces) {

    sealed interface Piece {}

    record Text(String text) implements Piece {}

    record Place(TargetKey key, char conversion) implements Piece {}

    /**
     * Compiles Python's {@code %} formatting with a mapping, without flags and widths.
     *
     * @throws IllegalArgumentException for a place that cannot be filled
     */
    static Template parse(String source) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        var i = 0;
        while (i < source.length()) {
            var c = source.charAt(i);
            if (c != '%') {
                text.append(c);
                i++;
                continue;
            }
            if (source.startsWith("%%", i)) {
                text.append('%');
                i += 2;
                continue;
            }
            var close = closing(source, i + 1);
            flush(text, pieces);
            pieces.add(new Place(TargetKey.of(source.substring(i + 2, close)), conversion(source, close + 1)));
            i = close + 2;
        }
        flush(text, pieces);
        return new Template(source, List.copyOf(pieces));
    }

    private static void flush(StringBuilder text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    private static int closing(String source, int open) {
        if (open >= source.length() || source.charAt(open) != '(') {
            throw new IllegalArgumentException("'%' without a name in parentheses");
        }
        var depth = 0;
        for (var i = open; i < source.length(); i++) {
            depth += switch (source.charAt(i)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("'%(' without ')'");
    }

    private static char conversion(String source, int at) {
        if (at >= source.length() || "srdi".indexOf(source.charAt(at)) < 0) {
            throw new IllegalArgumentException("'%(…)' needs an 's' behind it");
        }
        return source.charAt(at);
    }

    /** The text for this target, or null when the target lacks a name. */
    @Nullable
    String fill(Map<String, ?> target) {
        if (pieces.size() == 1) {
            return text(pieces.getFirst(), target);
        }
        var out = new StringBuilder();
        for (var i = 0; i < pieces.size(); i++) {
            var text = text(pieces.get(i), target);
            if (text == null) {
                return null;
            }
            out.append(text);
        }
        return out.toString();
    }

    private @Nullable String text(Piece piece, Map<String, ?> target) {
        return switch (piece) {
            case Text(var text) -> text;
            case Place(var key, var conversion) -> {
                var value = key.in(target);
                yield TargetKey.isMissing(value) ? null : converted(value, conversion);
            }
        };
    }

    private String converted(@Nullable Object value, char conversion) {
        return switch (conversion) {
            case 's' -> PythonText.str(value);
            case 'r' -> PythonText.repr(value);
            default -> {
                if (value instanceof Number number) {
                    yield Long.toString(number.longValue());
                }
                throw new EvaluationException("'" + source + "' wants a number");
            }
        };
    }

    @Override
    public String toString() {
        return source;
    }
}
