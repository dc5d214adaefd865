package io.clavis.config;

import java.util.Locale;

/** Yes or no, in oslo.config's eight spellings and any case. */
record BooleanValue() implements ValueType<Boolean> {
    @Override
    public Boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes" -> true;
            case "false", "0", "off", "no" -> false;
            default -> throw new IllegalArgumentException(expected());
        };
    }

    @Override
    public String format(Boolean value) {
        return value.toString();
    }

    @Override
    public String expected() {
        return "a boolean: true, 1, on, yes, false, 0, off or no";
    }

    @Override
    public String label() {
        return "boolean value";
    }
}
