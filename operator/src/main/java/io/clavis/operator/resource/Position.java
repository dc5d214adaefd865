package io.clavis.operator.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** Where a filter stands in the pipeline: {@code before} or {@code after} all of it, or by a filter that is named. */
public sealed interface Position {
    /** Before the first filter. */
    record First() implements Position {}

    /** After the last filter. */
    record BeforeApplication() implements Position {}

    /** Right before a filter or the application. */
    record Before(String filter) implements Position {}

    /** Right after a filter, and after those that were put there earlier. */
    record After(String filter) implements Position {}

    /** As it stands in the resource: a word, or an object with one member. */
    @JsonCreator
    static Position of(Object value) {
        if (value instanceof Map<?, ?> named && named.size() == 1) {
            var entry = named.entrySet().iterator().next();
            var filter = String.valueOf(entry.getValue());
            if ("before".equals(entry.getKey())) {
                return new Before(filter);
            }
            if ("after".equals(entry.getKey())) {
                return new After(filter);
            }
        }
        if ("before".equals(value)) {
            return new First();
        }
        if ("after".equals(value)) {
            return new BeforeApplication();
        }
        throw new IllegalArgumentException(
                "position has to be before, after, or an object with one of them and the name of a filter");
    }

    /** The same the other way round. */
    @JsonValue
    default Object value() {
        return switch (this) {
            case First() -> "before";
            case BeforeApplication() -> "after";
            case Before(String filter) -> Map.of("before", filter);
            case After(String filter) -> Map.of("after", filter);
        };
    }
}
