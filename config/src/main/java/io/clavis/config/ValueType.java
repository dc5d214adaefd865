package io.clavis.config;

import java.util.List;

/** What an option's text may be and what it becomes; the rules are those of oslo.config's types. */
public sealed interface ValueType<T>
        permits BooleanValue,
                DictValue,
                FloatValue,
                HostValue,
                IntegerValue,
                ListValue,
                LongValue,
                MultiValue,
                OptionalValue,
                StringValue,
                UriValue {

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException if the text is not {@link #expected}
     */
    T parse(String text);

    /** The text that {@link #parse} reads back. */
    String format(T value);

    /** What a value has to be, to end a sentence with: "an integer of at least 0". */
    String expected();

    /** The type's name in a sample file: "integer value". */
    String label();

    /** Reads all values written for one option: the last one wins, except where every one counts. */
    default T parseAll(List<String> texts) {
        return parse(texts.getLast());
    }

    /** All values as lines of a sample file. */
    default List<String> formatAll(T value) {
        return List.of(format(value));
    }

    /** Whether an empty text means "not set"; oslo.config does so for numbers. */
    default boolean blankIsUnset() {
        return false;
    }

    /** The same type in a range. */
    default ValueType<T> between(double minimum, double maximum) {
        throw new IllegalStateException(label() + " has no range");
    }

    /** The same type with its words restricted. */
    default ValueType<T> restricted(StringValue words) {
        throw new IllegalStateException(label() + " has no choices");
    }
}
