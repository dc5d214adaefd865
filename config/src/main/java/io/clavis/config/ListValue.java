package io.clavis.config;

import java.util.Arrays;
import java.util.List;

/** Items between commas; commas at the end are dropped, empty items within are kept. */
record ListValue(StringValue item) implements ValueType<List<String>> {
    @Override
    public List<String> parse(String text) {
        String items = text.strip().replaceAll(",+$", "");
        if (items.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(items.split(",", -1))
                .map(String::strip)
                .map(item::parse)
                .toList();
    }

    @Override
    public String format(List<String> value) {
        return String.join(",", value);
    }

    @Override
    public String expected() {
        return item.equals(StringValue.ANY)
                ? "values between commas"
                : "values between commas, each " + item.expected();
    }

    @Override
    public String label() {
        return "list value";
    }

    @Override
    public ValueType<List<String>> restricted(StringValue words) {
        return new ListValue(words);
    }
}
