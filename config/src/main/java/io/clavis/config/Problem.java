package io.clavis.config;

/** Something wrong in the configuration. Shows no secret. */
public record Problem(String location, String message) {
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
