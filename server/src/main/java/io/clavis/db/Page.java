package io.clavis.db;

import java.util.List;

/**
 * Part of a list.
 *
 * @param truncated whether rows were left out because of a limit that the client should know of
 */
public record Page<T>(List<T> items, boolean truncated) {
    /** A list of which nothing was left out. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, false);
    }
}
