package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** A value that need not be set. */
record OptionalValue<T>(ValueType<T> type) implements ValueType<Optional<T>> {
    @Override
    public Optional<T> parse(String text) {
        return Optional.of(type.parse(text));
    }

    @Override
    public Optional<T> parseAll(List<String> texts) {
        return Optional.of(type.parseAll(texts));
    }

    @Override
    public String format(Optional<T> value) {
        return value.map(type::format).orElse("<None>");
    }

    @Override
    public String expected() {
        return type.expected();
    }

    @Override
    public String label() {
        return type.label();
    }

    @Override
    public boolean blankIsUnset() {
        return type.blankIsUnset();
    }

    @Override
    public ValueType<Optional<T>> between(double minimum, double maximum) {
        return new OptionalValue<>(type.between(minimum, maximum));
    }

    @Override
    public ValueType<Optional<T>> restricted(StringValue words) {
        return new OptionalValue<>(type.restricted(words));
    }
}
