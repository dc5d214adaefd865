package io.clavis.operator.pipeline;

/**
 * An event for people.
 *
 * @param warning whether something went wrong
 */
public record Notice(boolean warning, String reason, String message) {
    /** Something to be glad about. */
    public static Notice normal(String reason, String message) {
        return new Notice(false, reason, message);
    }

    /** Something to look into. */
    public static Notice warning(String reason, String message) {
        return new Notice(true, reason, message);
    }
}
