package io.clavis.db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that all nodes of a cloud agree on when a token was issued, revoked and expires, whatever their
 * own clocks say. Between two looks at it time goes on as the machine counts it, which nobody can set. Before the first
 * look it is the machine's own time. Thread-safe; reading it asks nobody.
 */
final class DatabaseClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final long NOTABLE_MICROS = TimeUnit.SECONDS.toMicros(2);

    private final LongSupplier nanos;
    private volatile long offset;

    /**
     * A clock that starts with the machine's time.
     *
     * @param nanos a count of nanoseconds that never jumps
     * @param machine the machine's own time
     */
    DatabaseClock(LongSupplier nanos, InstantSource machine) {
        this.nanos = nanos;
        // One right after the other, before a class is loaded for what follows.
        long counted = nanos.getAsLong();
        var now = machine.instant();
        this.offset = Columns.micros(now) - micros(counted);
    }

    /**
     * Learns what the database said. The moment that it meant lies somewhere between the question and the answer; as
     * long as what is believed lies there too, it stays as it is.
     *
     * @param asked nanoseconds when the question was sent
     * @param answered nanoseconds when the answer was here
     * @param database microseconds since the epoch
     */
    void correct(long asked, long answered, long database) {
        long latest = database - micros(asked);
        long earliest = database - micros(answered);
        long before = offset;
        if (before >= earliest && before <= latest) {
            return;
        }
        offset = earliest + (latest - earliest) / 2;
        if (Math.abs(offset - before) > NOTABLE_MICROS) {
            LOG.warn(
                    "this node's clock is {} ms off the database's, which counts; set it",
                    TimeUnit.MICROSECONDS.toMillis(before - offset));
        }
    }

    @Override
    public Instant instant() {
        return Columns.instant(offset + micros(nanos.getAsLong()));
    }

    @Override
    public long millis() {
        return Math.floorDiv(offset + micros(nanos.getAsLong()), 1_000L);
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1_000L);
    }
}
