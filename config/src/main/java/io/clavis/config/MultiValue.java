package io.clavis.config;

import java.util.List;

/** Text that may be written many times. */
record MultiValue() implements ValueType<List<String>> {
    @Override
    public List<String> parse(String text) {
        return List.of(text);
    }

    @Override
    public List<String> parseAll(List<String> texts) {
        return List.copyOf(texts);
    }

    @Override
    public String format(List<String> value) {
        return String.join("\n", value);
    }

    @Override
    public List<String> formatAll(List<String> value) {
        return value.isEmpty()
                ? List.of("")
                : value.stream().map(StringValue.ANY::format).toList();
    }

    @Override
    public String expected() {
        return "a string";
    }

    @Override
    public String label() {
        return "multi valued";
    }
}
