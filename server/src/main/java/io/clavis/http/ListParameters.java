package io.clavis.http;

import io.clavis.db.Filter;
import io.clavis.db.Filter.Comparison;
import io.clavis.db.ListQuery;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Reads a list's filters and page from the query string. */
public final class ListParameters {
    private ListParameters() {}

    /**
     * The filters on {@code attributes}, each value of a repeated one, and the page. A parameter that is neither is
     * ignored, and so is a comparison that nobody knows, and an order: upstream knows none. An empty limit or marker is
     * none. 400 for a limit that is no number.
     */
    public static ListQuery of(Call call, String... attributes) {
        var known = Set.of(attributes);
        var filters = new ArrayList<Filter>();
        call.queries().forEach((name, values) -> {
            var parts = name.split("__", 2);
            if (known.contains(parts[0])) {
                values.forEach(value -> filter(parts, value).ifPresent(filters::add));
            }
        });
        return new ListQuery(
                filters,
                call.query("limit").filter(limit -> !limit.isEmpty()).map(ListParameters::limit),
                call.query("marker").filter(marker -> !marker.isEmpty()));
    }

    private static Optional<Filter> filter(String[] parts, String value) {
        if (parts.length == 1) {
            return Optional.of(Filter.equal(parts[0], value));
        }
        return switch (parts[1]) {
            case "contains" -> Optional.of(new Filter(parts[0], Comparison.CONTAINS, false, value));
            case "icontains" -> Optional.of(new Filter(parts[0], Comparison.CONTAINS, true, value));
            case "startswith" -> Optional.of(new Filter(parts[0], Comparison.STARTS_WITH, false, value));
            case "istartswith" -> Optional.of(new Filter(parts[0], Comparison.STARTS_WITH, true, value));
            case "endswith" -> Optional.of(new Filter(parts[0], Comparison.ENDS_WITH, false, value));
            case "iendswith" -> Optional.of(new Filter(parts[0], Comparison.ENDS_WITH, true, value));
            default -> Optional.empty();
        };
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw badLimit(text);
        }
        throw badLimit(text);
    }

    private static BadRequest badLimit(String text) {
        return new BadRequest("Invalid input for field/attribute limit. Value: " + text
                + ". It must be a whole number that is not negative.");
    }
}
