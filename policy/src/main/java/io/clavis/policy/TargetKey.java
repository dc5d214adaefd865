package io.clavis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name inside {@code %(…)}, for example {@code target.user.id}. A target may hold it under the full name or in nested
 * maps; {@code rests[i]} is what remains after {@code i} steps down, split ahead of time so that a look-up allocates
 * nothing.
 */
record TargetKey(String name, List<String> steps, List<String> rests) {
    private static final Object MISSING = new Object();

    static TargetKey of(String name) {
        var steps = List.of(name.split("\\.", -1));
        var rests = new ArrayList<String>(steps.size());
        for (var i = 0; i < steps.size(); i++) {
            rests.add(String.join(".", steps.subList(i, steps.size())));
        }
        return new TargetKey(name, steps, List.copyOf(rests));
    }

    /** The value, possibly null, or one that {@link #isMissing}. A map is never a value: its entries are. */
    @Nullable
    Object in(Map<?, ?> target) {
        Map<?, ?> here = target;
        for (var i = 0; i < steps.size(); i++) {
            var leaf = get(here, rests.get(i));
            if (leaf != MISSING && !(leaf instanceof Map)) {
                return leaf;
            }
            if (!(get(here, steps.get(i)) instanceof Map<?, ?> inner)) {
                return MISSING;
            }
            here = inner;
        }
        return MISSING;
    }

    static boolean isMissing(@Nullable Object value) {
        return value == MISSING;
    }

    private static @Nullable Object get(Map<?, ?> map, String key) {
        var value = map.get(key);
        return value != null || map.containsKey(key) ? value : MISSING;
    }
}
