package io.clavis.config;

/** What {@link ConfigurationCheck} found at one place. Shows no secret. */
public record Finding(Severity severity, String location, String message) {
    /** How much it matters. */
    public enum Severity {
        /** It stops the service, or has no effect although somebody meant it to. */
        ERROR,
        /** It works, and deserves a look. */
        WARNING
    }

    @Override
    public String toString() {
        return location + ": " + message;
    }
}
