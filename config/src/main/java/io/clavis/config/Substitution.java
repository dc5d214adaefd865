package io.clavis.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces {@code $name}, {@code ${name}}, {@code $group.name} and {@code ${group.name}}; {@code $$} and {@code \$} are
 * a dollar sign, and a dollar sign before anything else stays. What is put in is not looked at again, since it has been
 * substituted itself.
 */
final class Substitution {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|([_A-Za-z][._A-Za-z0-9]*)|\\{([_A-Za-z][._A-Za-z0-9]*)})");

    private Substitution() {}

    static String expand(String text, UnaryOperator<String> values) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        return REFERENCE
                .matcher(text.replace("\\$", "$$"))
                .replaceAll(match -> Matcher.quoteReplacement(replacement(match, values)));
    }

    private static String replacement(MatchResult match, UnaryOperator<String> values) {
        if (match.group(1) != null) {
            return "$";
        }
        String braced = match.group(3);
        return values.apply(braced != null ? braced : match.group(2));
    }

    /** How a value looks inside another one; oslo.config shows it as Python does. */
    static String shown(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Substitution::shown).orElse("");
            case Boolean flag -> flag ? "True" : "False";
            case List<?> items ->
                items.stream().map(item -> "'" + item + "'").collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> pairs ->
                pairs.entrySet().stream()
                        .map(pair -> "'" + pair.getKey() + "': '" + pair.getValue() + "'")
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }
}
