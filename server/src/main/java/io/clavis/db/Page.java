package io.clavis.db;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param cut the limit that left rows out, where the client should know of one
 */
public record Page<T>(List<T> items, Optional<Integer> cut) {
    /** A list of which nothing was left out. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    /** Whether rows were left out because of a limit that the client should know of. */
    public boolean truncated() {
        return cut.isPresent();
    }
}
