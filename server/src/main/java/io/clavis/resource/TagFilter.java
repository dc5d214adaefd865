package io.clavis.resource;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The four tag filters of a project list; null where the request has none.
 *
 * @param all {@code tags}: has all of them
 * @param any {@code tags-any}: has one of them at least
 * @param notAll {@code not-tags}: lacks one of them at least
 * @param notAny {@code not-tags-any}: has none of them
 */
record TagFilter(
        @Nullable List<String> all,
        @Nullable List<String> any,
        @Nullable List<String> notAll,
        @Nullable List<String> notAny) {
    static final TagFilter NONE = new TagFilter(null, null, null, null);

    static TagFilter of(Function<String, Optional<String>> query) {
        return new TagFilter(
                names(query, "tags"), names(query, "tags-any"), names(query, "not-tags"), names(query, "not-tags-any"));
    }

    private static @Nullable List<String> names(Function<String, Optional<String>> query, String parameter) {
        return query.apply(parameter)
                .map(value -> List.of(value.split(",", -1)))
                .orElse(null);
    }
}
