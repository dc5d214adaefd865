package io.clavis.config;

import java.util.List;
import java.util.regex.Pattern;

/** Text: any, one of some choices, or one in which a regular expression is found ("" for none). */
record StringValue(List<String> choices, boolean anyCase, String regex) implements ValueType<String> {
    static final StringValue ANY = new StringValue(List.of(), false, "");

    StringValue {
        choices = List.copyOf(choices);
    }

    @Override
    public String parse(String text) {
        if (!regex.isEmpty() && !Pattern.compile(regex).matcher(text).find()) {
            throw new IllegalArgumentException(expected());
        }
        if (choices.isEmpty() || choices.contains(text)) {
            return text;
        }
        if (anyCase && choices.stream().anyMatch(text::equalsIgnoreCase)) {
            return text;
        }
        throw new IllegalArgumentException(expected());
    }

    /** Quotes outer space, which a file would lose. */
    @Override
    public String format(String value) {
        return value.equals(value.strip()) ? value : '"' + value + '"';
    }

    @Override
    public String expected() {
        if (!regex.isEmpty()) {
            return "a string matching " + regex;
        }
        if (choices.isEmpty()) {
            return "a string";
        }
        return "one of "
                + String.join(", ", choices.stream().map(StringValue::shown).toList());
    }

    static String shown(String choice) {
        return choice.isEmpty() ? "''" : choice;
    }

    @Override
    public String label() {
        return "string value";
    }

    @Override
    public ValueType<String> restricted(StringValue words) {
        return words;
    }
}
