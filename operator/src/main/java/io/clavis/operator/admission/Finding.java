package io.clavis.operator.admission;

import java.util.List;

/**
 * Something about a resource that its author has to know.
 *
 * @param warning whether it is let in all the same
 * @param field the way to the field, such as {@code spec.middleware[0].position}
 * @param message what is wrong with it and what is expected
 */
public record Finding(boolean warning, String field, String message) {
    static Finding refused(String field, String message) {
        return new Finding(false, field, message);
    }

    static Finding warned(String field, String message) {
        return new Finding(true, field, message);
    }

    /** Those for which a resource is refused. */
    public static List<Finding> refusals(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.warning).toList();
    }

    /** As one line. */
    public String text() {
        return field + ": " + message;
    }
}
