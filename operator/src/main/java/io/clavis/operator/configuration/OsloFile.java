package io.clavis.operator.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A file that oslo.config reads. Values come out of it as they were put in: a dollar sign refers to nothing, and blanks
 * and quotes at the ends stay.
 */
final class OsloFile {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\t]]");
    private static final Pattern SECTION = Pattern.compile("[^\\[\\]\\p{Cc}]+");
    private static final Pattern OPTION = Pattern.compile("[^=:\\[#;\\p{Cc}][^=:\\p{Cc}]*");

    private final SortedMap<String, SortedMap<String, List<String>>> sections = new TreeMap<>();

    /** Sets an option, whatever it was before. */
    OsloFile set(String section, String option, String value) {
        return set("spec", section, option, List.of(value));
    }

    /** The same for an option with several values. */
    OsloFile set(String section, String option, List<String> values) {
        return set("spec", section, option, values);
    }

    /** Sets options by section and name, each as a field of the resource has it. */
    OsloFile setAll(String field, String section, Map<String, String> options) {
        options.forEach((option, value) -> set(field + "[" + option + "]", section, option, List.of(value)));
        return this;
    }

    private OsloFile set(String field, String section, String option, List<String> values) {
        if (!SECTION.matcher(section).matches() || !section.equals(section.strip())) {
            throw new InvalidSpecification(field, "'" + shown(section) + "' cannot be the name of a section");
        }
        if (!OPTION.matcher(option).matches() || !option.equals(option.strip())) {
            throw new InvalidSpecification(field, "'" + shown(option) + "' cannot be the name of an option");
        }
        sections.computeIfAbsent(normal(section), _ -> new TreeMap<>())
                .put(option, values.stream().map(value -> written(field, value)).toList());
        return this;
    }

    /** As oslo.config takes names of groups; else one could be there twice. */
    private static String normal(String section) {
        return section.equals("DEFAULT") ? section : section.toLowerCase(Locale.ROOT);
    }

    private static String written(String field, String value) {
        if (CONTROL.matcher(value).find()) {
            throw new InvalidSpecification(field, "a value must be one line without control characters");
        }
        // Such a backslash is taken for an escape of the dollar sign, and nothing can escape the backslash.
        if (value.contains("\\$")) {
            throw new InvalidSpecification(field, "a value must not hold a backslash before a dollar sign");
        }
        var literal = value.replace("$", "$$");
        return literal.isEmpty() || !needsQuotes(literal) ? literal : '"' + literal + '"';
    }

    private static boolean needsQuotes(String value) {
        char first = value.charAt(0);
        return first == '"' || first == '\'' || isBlank(first) || isBlank(value.charAt(value.length() - 1));
    }

    // What Python strips or Java strips, which is not the same.
    private static boolean isBlank(char sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }

    private static String shown(String name) {
        return CONTROL.matcher(name).replaceAll("?");
    }

    /** Sections and options in the order of their names. */
    String text() {
        var text = new StringBuilder();
        sections.forEach((section, options) -> {
            text.append(text.isEmpty() ? "" : "\n").append('[').append(section).append("]\n");
            options.forEach((option, values) -> values.forEach(value ->
                    text.append((option + " = " + value).stripTrailing()).append('\n')));
        });
        return text.toString();
    }
}
