package io.clavis.keyrotation;

import java.time.Duration;

/**
 * How often a repository rotates.
 *
 * @param interval from one rotation to the next; never less than two seconds
 * @param life how long what a key sealed is of use
 */
public record RotationSettings(Duration interval, Duration life) {
    /** The least number of keys with which the staged key, the primary and a secondary one have room. */
    public static final int FEWEST_KEYS = 3;

    public RotationSettings {
        interval = interval.compareTo(RotationRules.SHORTEST) < 0 ? RotationRules.SHORTEST : interval;
    }

    /** What operators compute by hand: the life of a token shared by the secondary keys. */
    public static RotationSettings of(Duration life, int maxActiveKeys) {
        if (maxActiveKeys < FEWEST_KEYS) {
            throw new IllegalArgumentException("max_active_keys must be at least " + FEWEST_KEYS);
        }
        return new RotationSettings(life.dividedBy(maxActiveKeys - 2), life);
    }

    /** The same with another interval. */
    public RotationSettings every(Duration other) {
        return new RotationSettings(other, life);
    }
}
