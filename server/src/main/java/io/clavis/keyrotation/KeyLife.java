package io.clavis.keyrotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of a key, by the database's clock: staged, then primary, then secondary, then dropped.
 *
 * @param number grows by one from key to key; the primary key's is the generation of the repository
 * @param unusedAt when it was known that no node seals with it any longer
 * @param life how long what it sealed may be of use: the longest that any node that held it was configured with
 */
record KeyLife(
        String id,
        long number,
        Instant stagedAt,
        Optional<Instant> primaryAt,
        Optional<Instant> secondaryAt,
        Optional<Instant> unusedAt,
        Duration life) {
    boolean isStaged() {
        return primaryAt.isEmpty();
    }

    boolean isPrimary() {
        return primaryAt.isPresent() && secondaryAt.isEmpty();
    }

    boolean isSecondary() {
        return secondaryAt.isPresent();
    }
}
