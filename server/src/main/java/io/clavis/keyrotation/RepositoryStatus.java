package io.clavis.keyrotation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a repository stands.
 *
 * @param generation the number of the primary key
 * @param keys how many keys there are
 * @param olderEncryption how many of them are not sealed with the first key-encryption key
 * @param confirmed the live nodes that hold this generation, each as {@code host (id)}
 * @param waitsFor the live nodes that do not yet
 */
public record RepositoryStatus(
        Repository repository,
        long generation,
        int keys,
        int olderEncryption,
        Instant primarySince,
        Instant nextRotation,
        List<String> confirmed,
        List<String> waitsFor) {
    static RepositoryStatus of(
            Repository repository,
            Situation situation,
            int olderEncryption,
            RotationSettings settings,
            Map<String, String> hosts) {
        var waiting = situation.unconfirmed();
        var primary = situation.primary();
        return new RepositoryStatus(
                repository,
                primary.number(),
                situation.keys().size(),
                olderEncryption,
                primary.primaryAt().orElseThrow(),
                RotationRules.due(primary, settings.interval()),
                named(
                        situation.live().stream()
                                .filter(node -> !waiting.contains(node))
                                .toList(),
                        hosts),
                named(List.copyOf(waiting), hosts));
    }

    static List<String> named(List<String> nodes, Map<String, String> hosts) {
        return nodes.stream()
                .map(node -> hosts.getOrDefault(node, "a node") + " (" + node + ")")
                .toList();
    }

    /** The nodes of a set, with their hosts. */
    static List<String> named(Set<String> nodes, Map<String, String> hosts) {
        return named(List.copyOf(nodes), hosts);
    }
}
