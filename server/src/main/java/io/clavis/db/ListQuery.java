package io.clavis.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a list: filters and the page; lists are in the order of their ids. Values only; a store decides
 * which attributes it knows.
 *
 * @param limit the number of rows that the client wants at most
 * @param marker the id after which the page begins
 */
public record ListQuery(List<Filter> filters, Optional<Integer> limit, Optional<String> marker) {
    /** Everything. */
    public static final ListQuery ALL = new ListQuery(List.of(), Optional.empty(), Optional.empty());

    /** The same with one more filter. */
    public ListQuery and(Filter filter) {
        var more = new ArrayList<>(filters);
        more.add(filter);
        return new ListQuery(List.copyOf(more), limit, marker);
    }

    /** The value that an attribute must equal, if the client asks for one. */
    public Optional<String> exact(String attribute) {
        return filters.stream()
                .filter(f -> f.attribute().equals(attribute) && f.comparison() == Filter.Comparison.EQUALS)
                .map(Filter::value)
                .findFirst();
    }

    /**
     * The items of a small list in memory that pass all filters.
     *
     * @param attribute the value of an attribute that filters name
     */
    public <T> List<T> filter(List<T> all, BiFunction<T, String, @Nullable String> attribute) {
        return all.stream()
                .filter(item -> filters.stream().allMatch(f -> f.accepts(attribute.apply(item, f.attribute()))))
                .toList();
    }

    /** What comes after the marker in a small list in memory; all of it where the marker is not in it. */
    public <T> List<T> after(List<T> all, Function<T, String> id) {
        for (int i = 0; i < all.size() && marker.isPresent(); i++) {
            if (id.apply(all.get(i)).equals(marker.get())) {
                return all.subList(i + 1, all.size());
            }
        }
        return all;
    }
}
