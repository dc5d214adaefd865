package io.clavis.keyrotation;

import io.clavis.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after one repository: for the one thread that does. */
final class RepositoryUpkeep<K> {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryUpkeep.class);
    private static final Duration RENEWAL = Duration.ofMinutes(1);
    private static final Duration TOLD = Duration.ofSeconds(10);

    private final Database database;
    private final RepositoryKeys<K> keys;
    private final RepositoryRows.Needed<K> needed;
    private final Runnable renew;
    private final LongSupplier nanos;
    private Set<String> waitingFor = Set.of();
    private long renewedAt;
    private boolean renewedOnce;

    /**
     * @param needed whether rows elsewhere need a key
     * @param renew frees them from it
     */
    RepositoryUpkeep(
            Database database,
            RepositoryKeys<K> keys,
            RepositoryRows.Needed<K> needed,
            Runnable renew,
            LongSupplier nanos) {
        this.database = database;
        this.keys = keys;
        this.needed = needed;
        this.renew = renew;
        this.nanos = nanos;
    }

    RepositoryKeys<K> keys() {
        return keys;
    }

    /** Does what is due, unless other nodes are to be waited for. */
    void run() {
        var known = keys.known();
        var rows = keys.rows();
        var interval = rows.settings().interval();
        var now = database.nodes().clock().instant();
        if (!known.newest() || !database.nodes().current() || !RotationRules.isTimely(known.lives(), interval, now)) {
            return;
        }
        var situation = rows.situation();
        tell(situation.unconfirmed(), RotationRules.due(situation.primary(), interval), now);
        if (!RotationRules.plan(situation, interval).isEmpty()) {
            advance(interval);
        }
    }

    /** Rotates though it is not due. */
    Rotation rotate() {
        var done = advance(RotationRules.SHORTEST);
        if (done.plan().rotate()) {
            return new Rotation.Done(done.generation());
        }
        return done.unconfirmed().isEmpty()
                ? new Rotation.TooSoon()
                : new Rotation.Waits(keys.rows().named(done.unconfirmed()));
    }

    private RepositoryRows.Done advance(Duration interval) {
        var done = keys.rows().advance(interval, keys.known().keys(), needed);
        if (done.plan().isEmpty()) {
            return done;
        }
        keys.load();
        var name = keys.repository().label();
        if (done.plan().rotate()) {
            LOG.info("the keys of {} have rotated: number {} is primary", name, done.generation());
        }
        if (!done.plan().drop().isEmpty() && !done.stillNeeded()) {
            LOG.info(
                    "{} keys of {} were outlived and dropped",
                    done.plan().drop().size(),
                    name);
        }
        if (done.plan().rotate() || (done.stillNeeded() && isTimeToRenew())) {
            renewedAt = nanos.getAsLong();
            renewedOnce = true;
            renew.run();
        }
        return done;
    }

    private boolean isTimeToRenew() {
        return !renewedOnce || nanos.getAsLong() - renewedAt > RENEWAL.toNanos();
    }

    private void tell(Set<String> unconfirmed, Instant due, Instant now) {
        if (now.isBefore(due.plus(TOLD)) || unconfirmed.equals(waitingFor)) {
            return;
        }
        waitingFor = unconfirmed;
        if (!unconfirmed.isEmpty()) {
            LOG.warn(
                    "the keys of {} should rotate, but wait until these nodes hold the current ones: {}",
                    keys.repository().label(),
                    String.join(", ", keys.rows().named(unconfirmed)));
        }
    }
}
