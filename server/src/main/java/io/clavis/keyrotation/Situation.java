package io.clavis.keyrotation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known about a repository at one moment.
 *
 * @param confirmed the generation that each node said it holds
 * @param live the nodes whose lease holds
 */
record Situation(List<KeyLife> keys, Map<String, Long> confirmed, List<String> live, Instant now) {
    KeyLife primary() {
        return keys.stream().filter(KeyLife::isPrimary).findFirst().orElseThrow();
    }

    KeyLife staged() {
        return keys.stream().filter(KeyLife::isStaged).findFirst().orElseThrow();
    }

    /** The live nodes that have not confirmed the current generation. */
    Set<String> unconfirmed() {
        long generation = primary().number();
        var waiting = new TreeSet<>(live);
        waiting.removeIf(node -> confirmed.getOrDefault(node, -1L) >= generation);
        return waiting;
    }
}
