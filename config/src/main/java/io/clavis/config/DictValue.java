package io.clavis.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code name:value} pairs between commas; names are there and differ. */
record DictValue() implements ValueType<Map<String, String>> {
    @Override
    public Map<String, String> parse(String text) {
        var pairs = new LinkedHashMap<String, String>();
        if (text.isBlank()) {
            return Map.of();
        }
        for (String pair : text.strip().split(",", -1)) {
            int colon = pair.indexOf(':');
            String key = colon < 0 ? "" : pair.substring(0, colon).strip();
            if (key.isEmpty() || pairs.containsKey(key)) {
                throw new IllegalArgumentException(expected());
            }
            pairs.put(key, pair.substring(colon + 1).strip());
        }
        return Collections.unmodifiableMap(pairs);
    }

    @Override
    public String format(Map<String, String> value) {
        return value.entrySet().stream()
                .map(pair -> pair.getKey() + ":" + pair.getValue())
                .collect(Collectors.joining(","));
    }

    @Override
    public String expected() {
        return "name:value pairs between commas, each name once";
    }

    @Override
    public String label() {
        return "dict value";
    }
}
