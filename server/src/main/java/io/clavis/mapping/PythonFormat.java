package io.clavis.mapping;

import io.clavis.http.PythonText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code str.format} with positional arguments, each a list of texts. A list of one stands for its text, any
 * other for itself. What reaches into Python's objects ({@code {0.name}}) is refused.
 */
final class PythonFormat {
    private static final Pattern SPECIFICATION = Pattern.compile(
            "(?:(?<fill>.)?(?<align>[<>^]))?(?<zero>0)?(?<width>[0-9]+)?(?:\\.(?<precision>[0-9]+))?s?",
            Pattern.DOTALL);
    private static final int WIDEST = 1000;
    private static final int DEEPEST = 2;

    private final List<List<String>> arguments;
    private int automatic;
    private boolean numbered;

    private PythonFormat(List<List<String>> arguments) {
        this.arguments = arguments;
    }

    /** The template filled in; throws {@link MappingFailure} where Python would not have it. */
    static String fill(String template, List<List<String>> arguments) {
        return new PythonFormat(arguments).fill(template, DEEPEST);
    }

    private String fill(String template, int depth) {
        var out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '{' && c != '}') {
                out.append(c);
                continue;
            }
            // Within a specification braces are never doubled.
            if (depth == DEEPEST && at < template.length() && template.charAt(at) == c) {
                out.append(c);
                at++;
                continue;
            }
            if (c == '}' || depth == 0) {
                throw broken(template);
            }
            int end = end(template, at);
            out.append(field(template.substring(at, end), depth));
            at = end + 1;
        }
        return out.toString();
    }

    private static int end(String template, int from) {
        int open = 1;
        boolean indexing = false;
        for (int at = from; at < template.length(); at++) {
            char c = template.charAt(at);
            if (indexing) {
                indexing = c != ']';
                continue;
            }
            indexing = c == '[';
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        throw broken(template);
    }

    private String field(String field, int depth) {
        int name = nameEnd(field);
        var value = value(field.substring(0, name));
        int at = name;
        char conversion = 's';
        boolean converted = false;
        if (at < field.length() && field.charAt(at) == '!') {
            if (at + 1 >= field.length()) {
                throw broken(field);
            }
            conversion = field.charAt(at + 1);
            converted = true;
            at += 2;
        }
        if (at < field.length() && field.charAt(at) != ':') {
            throw broken(field);
        }
        var specification = at < field.length() ? fill(field.substring(at + 1), depth - 1) : "";
        if (value.isList() && !converted && !specification.isEmpty()) {
            throw broken(field);
        }
        var text = switch (conversion) {
            case 's' -> value.text();
            case 'r' -> value.repr();
            case 'a' -> PythonText.ascii(value.repr());
            default -> throw broken(field);
        };
        return aligned(text, specification);
    }

    private static int nameEnd(String field) {
        boolean indexing = false;
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (indexing) {
                indexing = c != ']';
                continue;
            }
            indexing = c == '[';
            if (c == '!' || c == ':') {
                return at;
            }
            if (c == '{') {
                throw broken(field);
            }
        }
        return field.length();
    }

    private record Value(List<String> texts) {
        boolean isList() {
            return texts.size() != 1;
        }

        String text() {
            return isList() ? PythonText.repr(texts) : texts.getFirst();
        }

        String repr() {
            return isList() ? PythonText.repr(texts) : PythonText.repr(texts.getFirst());
        }

        Value item(int index) {
            if (isList()) {
                return new Value(List.of(texts.get(index)));
            }
            var text = texts.getFirst();
            int from = text.offsetByCodePoints(0, index);
            return new Value(List.of(text.substring(from, text.offsetByCodePoints(from, 1))));
        }
    }

    private Value value(String name) {
        int bracket = name.indexOf('[');
        var argument = bracket < 0 ? name : name.substring(0, bracket);
        try {
            var value = new Value(arguments.get(argumentIndex(argument, name)));
            int at = argument.length();
            while (at < name.length()) {
                int close = name.indexOf(']', at);
                if (name.charAt(at) != '[' || close < 0) {
                    throw broken(name);
                }
                value = value.item(index(name.substring(at + 1, close), name));
                at = close + 1;
            }
            return value;
        } catch (IndexOutOfBoundsException nothingThere) {
            throw new MappingFailure("A rule refers to a remote match that does not exist: {" + name + "}");
        }
    }

    private int argumentIndex(String argument, String name) {
        if (argument.isEmpty()) {
            if (numbered) {
                throw broken(name);
            }
            return automatic++;
        }
        if (automatic > 0) {
            throw broken(name);
        }
        numbered = true;
        return index(argument, name);
    }

    private static int index(String digits, String name) {
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw broken(name);
        }
        return Integer.parseInt(digits);
    }

    private static String aligned(String text, String specification) {
        if (specification.isEmpty()) {
            return text;
        }
        var spec = SPECIFICATION.matcher(specification);
        if (!spec.matches()) {
            throw broken(specification);
        }
        int length = text.codePointCount(0, text.length());
        int keep = spec.group("precision") == null ? length : Math.min(length, number(spec.group("precision")));
        var kept = text.substring(0, text.offsetByCodePoints(0, keep));
        int missing = spec.group("width") == null ? 0 : Math.max(0, number(spec.group("width")) - keep);
        var align = spec.group("align") == null ? "<" : spec.group("align");
        var fill = fill(spec.group("fill"), spec.group("zero") != null);
        int left = align.equals("<") ? 0 : align.equals(">") ? missing : missing / 2;
        return fill.repeat(left) + kept + fill.repeat(missing - left);
    }

    private static String fill(@Nullable String explicit, boolean zero) {
        if (explicit != null) {
            return explicit;
        }
        return zero ? "0" : " ";
    }

    private static int number(String digits) {
        int number = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number > WIDEST) {
            throw broken(digits);
        }
        return number;
    }

    private static MappingFailure broken(String what) {
        return new MappingFailure("A rule cannot be filled in: " + what);
    }
}
