package io.clavis.db;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /** Whether a value in memory passes; an absent value passes none. */
    public boolean accepts(@Nullable String candidate) {
        if (candidate == null) {
            return false;
        }
        var have = ignoreCase ? candidate.toLowerCase(Locale.ROOT) : candidate;
        var want = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
        return switch (comparison) {
            case EQUALS -> have.equals(want);
            case CONTAINS -> have.contains(want);
            case STARTS_WITH -> have.startsWith(want);
            case ENDS_WITH -> have.endsWith(want);
        };
    }
}
