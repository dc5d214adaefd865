package io.clavis.config;

/** Something in the configuration that has no effect or will lose it. Shows no value. */
public record Warning(Kind kind, String location, String message) {
    /** Why the warning was given. */
    public enum Kind {
        UNKNOWN_GROUP,
        UNKNOWN_OPTION,
        FORMER_NAME,
        DEPRECATED_OPTION,
        EMPTY_NUMBER
    }

    @Override
    public String toString() {
        return location + ": " + message;
    }
}
