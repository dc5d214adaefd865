package io.clavis.keyrotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When keys rotate, and when they go. Pure functions.
 *
 * <p>A node that holds generation n opens what is sealed in generation n + 1, whose primary key it holds as the staged
 * one. So a rotation needs that every live node confirmed the generation before it, and nobody is ever two behind and
 * alive. The same confirmation shows that nobody seals with the secondary keys any longer; from then on a key has to stay
 * for as long as anything that it sealed may be of use, and no count of keys shortens that.
 */
final class RotationRules {
    /** Two rotations are never closer: what a node knew one second ago is then at most one generation old. */
    static final Duration SHORTEST = Duration.ofSeconds(2);

    /** For what was sealed just when its key was found unused, and for clocks that are not quite one. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private RotationRules() {}

    /**
     * What is to be done.
     *
     * @param unused the keys that are found unused
     * @param drop the keys that are of no use to anybody
     */
    record Plan(boolean rotate, List<String> unused, List<String> drop) {
        boolean isEmpty() {
            return !rotate && unused.isEmpty() && drop.isEmpty();
        }
    }

    /** What may be done now. */
    static Plan plan(Situation situation, Duration interval) {
        var drop = situation.keys().stream()
                .filter(key -> isOutlived(key, situation.now()))
                .map(KeyLife::id)
                .toList();
        if (!situation.unconfirmed().isEmpty()) {
            return new Plan(false, List.of(), drop);
        }
        var unused = situation.keys().stream()
                .filter(key -> key.isSecondary() && key.unusedAt().isEmpty())
                .map(KeyLife::id)
                .toList();
        return new Plan(isDue(situation.primary(), interval, situation.now()), unused, drop);
    }

    /** Whether it is worth looking who has confirmed. */
    static boolean isTimely(List<KeyLife> keys, Duration interval, Instant now) {
        return keys.stream()
                .anyMatch(key -> (key.isPrimary() && isDue(key, interval, now))
                        || (key.isSecondary() && key.unusedAt().isEmpty())
                        || isOutlived(key, now));
    }

    /** When the next rotation is due. */
    static Instant due(KeyLife primary, Duration interval) {
        return primary.primaryAt().orElseThrow().plus(interval);
    }

    private static boolean isDue(KeyLife primary, Duration interval, Instant now) {
        return !now.isBefore(due(primary, interval));
    }

    private static boolean isOutlived(KeyLife key, Instant now) {
        return key.unusedAt()
                .filter(since -> now.isAfter(since.plus(key.life()).plus(MARGIN)))
                .isPresent();
    }
}
