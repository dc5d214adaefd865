package io.clavis.db;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that one answer shows; made by {@link ListLimits}.
 *
 * @param rows how many rows to fetch at most, for LIMIT
 * @param limit the limit that a client should know of; null for none
 * @param fullIsTruncated whether a page that is just full counts as truncated
 */
public record Window(int rows, @Nullable Integer limit, boolean fullIsTruncated) {
    /** The page, from the rows fetched. */
    public <T> Page<T> page(List<T> fetched) {
        if (limit == null) {
            return Page.whole(fetched);
        }
        if (fullIsTruncated) {
            return fetched.size() >= limit ? new Page<>(fetched, Optional.of(limit)) : Page.whole(fetched);
        }
        return fetched.size() > limit ? new Page<>(fetched.subList(0, limit), Optional.of(limit)) : Page.whole(fetched);
    }
}
