package io.clavis.keyrotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a repository as a process holds them.
 *
 * @param keys by their ids: the primary key first, then the secondary ones from new to old, the staged one last
 * @param provenAt nanoseconds from before it was last seen that the database holds just these
 * @param newest false as soon as the database is known to hold others
 */
record Held<K>(Mark mark, List<KeyLife> lives, Map<String, K> keys, List<K> opening, long provenAt, boolean newest) {
    static <K> Held<K> of(Mark mark, Map<KeyLife, K> loaded, long provenAt) {
        var ordered = new ArrayList<>(loaded.keySet());
        ordered.sort(Comparator.comparing(KeyLife::isStaged)
                .thenComparing(Comparator.comparingLong(KeyLife::number).reversed()));
        var keys = new LinkedHashMap<String, K>();
        ordered.forEach(life -> keys.put(life.id(), loaded.get(life)));
        return new Held<>(mark, List.copyOf(ordered), keys, List.copyOf(keys.values()), provenAt, true);
    }

    K primary() {
        return opening.getFirst();
    }

    Held<K> provenAgain(long at) {
        return new Held<>(mark, lives, keys, opening, Math.max(at, provenAt), newest);
    }

    Held<K> outdated() {
        return new Held<>(mark, lives, keys, opening, provenAt, false);
    }

    @Override
    public String toString() {
        return "Held[" + mark + "]";
    }
}
