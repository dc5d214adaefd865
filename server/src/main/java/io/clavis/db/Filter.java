package io.clavis.db;

/**
 * One condition on a list, as the query string has it: {@code name=x}, {@code name__icontains=x}.
 *
 * @param ignoreCase for {@code icontains} and its like
 */
public record Filter(String attribute, Comparison comparison, boolean ignoreCase, String value) {
    /** Equality, or one of upstream's inexact comparisons. */
    public enum Comparison {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    /** The attribute must be just this. */
    public static Filter equal(String attribute, String value) {
        return new Filter(attribute, Comparison.EQUALS, false, value);
    }
}
