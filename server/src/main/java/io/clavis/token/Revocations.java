package io.clavis.token;

import io.clavis.db.Change;
import io.clavis.db.ChangeListener;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import io.clavis.token.RevocationEvent.Attribute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records revocation events and knows all that still matter. Events of a node of ours arrive by the change feed, whose
 * record holds the whole event; what a Python Keystone on the same database writes is found by looking at the youngest
 * rows every second. Thread-safe.
 */
public final class Revocations implements ChangeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Rows become visible some time after the moment that they carry: clocks differ, and commits take time. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final int ROUNDS_BETWEEN_WHOLE_READS = 300;

    private final RevocationStore store;
    private final Duration keep;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final RevocationIndex index = new RevocationIndex();

    /** The events of the last look, by ascending id. */
    private int[] lately = {};

    private Revocations(RevocationStore store, Duration keep, InstantSource clock) {
        this.store = store;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Reads the events and keeps looking for new ones until closed. To be started after the position in the change feed
     * was noted from which it will be told of changes.
     *
     * @param keep how long an event can matter: {@code [token] expiration} and {@code [revoke] expiration_buffer}
     */
    public static Revocations start(Database database, Duration keep, InstantSource clock) {
        var revocations = load(database, keep, clock);
        Thread.ofVirtual().name("revocation-reader").start(revocations::follow);
        return revocations;
    }

    /** Reads the events, and after that only what it is told to. */
    static Revocations load(Database database, Duration keep, InstantSource clock) {
        var revocations = new Revocations(new RevocationStore(database), keep, clock);
        revocations.readAll();
        return revocations;
    }

    /** All tokens of a user end: the user was deleted or disabled, or has another password. */
    public void userChanged(Transaction tx, String userId) {
        record(tx, Attribute.USER_ID, List.of(userId));
    }

    /**
     * All tokens that a user got before the present second end, because the user's groups are others now. The token that
     * the user is about to get is not among them.
     */
    public void groupsChanged(Transaction tx, String userId) {
        record(tx, Attribute.USER_ID, List.of(userId), clock.instant().minusSeconds(1));
    }

    /** All tokens for some projects (or domains) that are being deleted end. */
    public void projectsDeleted(Transaction tx, Collection<String> projectIds) {
        record(tx, Attribute.PROJECT_ID, projectIds);
    }

    /** All tokens that have one of these values end once {@code tx} commits. */
    public void record(Transaction tx, Attribute attribute, Collection<String> values) {
        record(tx, attribute, values, clock.instant());
    }

    private void record(Transaction tx, Attribute attribute, Collection<String> values, Instant issuedBefore) {
        if (values.isEmpty()) {
            return;
        }
        var now = issuedBefore.truncatedTo(ChronoUnit.SECONDS);
        RevocationStore.insert(
                tx,
                values.stream()
                        .map(value -> RevocationEvent.of(attribute, value, now))
                        .toList());
        RevocationStore.prune(tx, now.minus(keep));
        for (var value : values) {
            tx.changed(Entity.REVOCATION_EVENT, changeId(attribute, value, now), Operation.CREATED, null);
        }
    }

    boolean isRevoked(RevocationSubject subject) {
        return index.isRevoked(subject);
    }

    /** The events recorded after a moment, the oldest first, from the database. */
    List<RevocationEvent> after(Instant moment) {
        return store.after(moment);
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            if (change.entity() == Entity.REVOCATION_EVENT) {
                learn(change.id());
            }
        }
    }

    @Override
    public void missed() {
        readAll();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Finds what others recorded lately. Only what the last look did not see is read: there may be many. */
    synchronized void readRecent() {
        var seen = lately;
        var found = store.idsAfter(clock.instant().minus(OVERLAP));
        var unseen = Arrays.stream(found)
                .filter(id -> Arrays.binarySearch(seen, id) < 0)
                .toArray();
        store.forEach(unseen, index::add);
        lately = found;
    }

    /** Reads all that still matter, and forgets the rest. */
    void readAll() {
        var oldest = clock.instant().minus(keep);
        store.forEachAfter(oldest, index::add);
        index.forget(oldest);
    }

    private void learn(String changeId) {
        var parts = changeId.split("/", 3);
        if (parts.length != 3) {
            readRecent();
            return;
        }
        try {
            var issuedBefore = Instant.ofEpochSecond(Long.parseLong(parts[1]));
            var attribute = Attribute.valueOf(parts[0].toUpperCase(Locale.ROOT));
            index.add(RevocationEvent.of(attribute, parts[2], issuedBefore));
        } catch (IllegalArgumentException fromNewerNode) {
            readRecent();
        }
    }

    private static String changeId(Attribute attribute, String value, Instant issuedBefore) {
        return attribute.name().toLowerCase(Locale.ROOT) + "/" + issuedBefore.getEpochSecond() + "/" + value;
    }

    private void follow() {
        boolean failed = false;
        for (int round = 1; pause(); round++) {
            try {
                if (failed || round % ROUNDS_BETWEEN_WHOLE_READS == 0) {
                    readAll();
                } else {
                    readRecent();
                }
                failed = false;
            } catch (RuntimeException unreadable) {
                // The database is closed right after this: a command that ends is nothing to warn of.
                if (!failed && closed.getCount() > 0) {
                    LOG.warn("Revocation events cannot be read; trying again", unreadable);
                }
                failed = true;
            }
        }
    }

    private boolean pause() {
        try {
            return !closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
