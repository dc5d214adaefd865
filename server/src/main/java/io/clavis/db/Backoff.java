package io.clavis.db;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying a transaction again: doubling from 5 ms to 500 ms, each wait drawn at random. */
record Backoff(RandomGenerator random) {
    private static final long FIRST_MILLIS = 5;
    private static final long MOST_MILLIS = 500;

    Duration before(int attempt) {
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
        return Duration.ofMillis(random.nextLong(most) + 1);
    }
}
