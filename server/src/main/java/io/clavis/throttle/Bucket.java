package io.clavis.throttle;

import io.clavis.http.TooManyRequests;
import io.clavis.http.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token bucket: a minute refills it. What is taken is held until the attempt is decided; where nothing is left but
 * something is held, the next one waits for that, so that right attempts never refuse each other, however many come at
 * once. Thread-safe.
 */
final class Bucket {
    private static final double MINUTE_MILLIS = 60_000;
    private final int capacity;
    private final InstantSource clock;
    private final Semaphore seats;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition decided = lock.newCondition();
    private double level;
    private long filledAt;
    private int held;

    /** @param seats for those who wait, at all buckets together: each of them holds a connection */
    Bucket(int capacity, InstantSource clock, Semaphore seats) {
        this.capacity = capacity;
        this.clock = clock;
        this.seats = seats;
        this.level = capacity;
        this.filledAt = clock.millis();
    }

    /** Takes for one attempt, waiting for others to be decided; 429 where it is empty for good, or the wait too long. */
    int take(int weight, Duration patience) {
        int wanted = Math.min(weight, capacity);
        long left = patience.toNanos();
        lock.lock();
        try {
            while (filled() < wanted) {
                if (held == 0 || left <= 0 || !seats.tryAcquire()) {
                    throw refusal(wanted);
                }
                try {
                    left = decided.awaitNanos(left);
                } finally {
                    seats.release();
                }
            }
            level -= wanted;
            held += wanted;
            return wanted;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The service is about to end.");
        } finally {
            lock.unlock();
        }
    }

    /** The attempt was no wrong one: what it took comes back. */
    void giveBack(int taken) {
        settle(taken, taken);
    }

    /** The attempt was wrong: what it took is gone. */
    void keep(int taken) {
        settle(taken, 0);
    }

    private void settle(int taken, int back) {
        lock.lock();
        try {
            held -= taken;
            level = Math.min(capacity, level + back);
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // A clock that is set back refills nothing.
    private double filled() {
        long now = clock.millis();
        double grown = Math.max(0, now - filledAt) * (capacity / MINUTE_MILLIS);
        filledAt = now;
        level = Math.min(capacity - held, level + grown);
        return level;
    }

    private TooManyRequests refusal(int wanted) {
        double millis = (wanted - level) * (MINUTE_MILLIS / capacity);
        return new TooManyRequests("Too many failed attempts to authenticate. Try again later.", Duration.ofNanos((long)
                (millis * TimeUnit.MILLISECONDS.toNanos(1))));
    }
}
