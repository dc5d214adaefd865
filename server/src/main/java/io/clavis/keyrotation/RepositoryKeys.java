package io.clavis.keyrotation;

import io.clavis.db.Database;
import io.clavis.db.DatabaseException;
import io.clavis.http.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one repository in the memory of one process. What it seals with was seen to be the database's primary key
 * less than two seconds ago, before the work and after it; two rotations are never closer. So a process that was stopped
 * for a while reads the keys again before it seals anything. What it cannot open makes it look for new keys, a few times
 * a second at most. Thread-safe.
 */
final class RepositoryKeys<K> {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryKeys.class);
    private static final Duration PROOF = RotationRules.SHORTEST;
    /** Of a node whose lease does not hold. */
    private static final Duration QUICK_PROOF = Duration.ofMillis(250);

    private static final int ATTEMPTS = 5;

    private final Database database;
    private final RepositoryRows<K> rows;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean serving;
    private volatile @Nullable Held<K> held;
    private volatile @Nullable Look lastLook;

    /** When keys were looked for because something could not be opened, and whether the database answered. */
    private record Look(long at, boolean answered) {}

    RepositoryKeys(Database database, RepositoryRows<K> rows, LongSupplier nanos) {
        this.database = database;
        this.rows = rows;
        this.nanos = nanos;
    }

    Repository repository() {
        return rows.repository();
    }

    RepositoryRows<K> rows() {
        return rows;
    }

    /** The keys that open, the primary one first. */
    List<K> opening() {
        return known().opening();
    }

    /** The keys as they are now held. */
    Held<K> known() {
        var known = held;
        return known == null ? load() : known;
    }

    /** From now on this process confirms to the other nodes what it holds. */
    void serve() {
        serving = true;
        load();
    }

    /** Looks for new keys, unless it did just now; what is read at most so long ago lacks no key that is in use. */
    List<K> refreshed() {
        var known = known();
        var look = lastLook;
        if (look == null || nanos.getAsLong() - look.at() >= QUICK_PROOF.toNanos()) {
            known = look();
            look = lastLook;
        }
        if (!known.newest()
                || (look != null
                        && !look.answered()
                        && serving
                        && !database.nodes().current())) {
            throw new Unavailable("This node does not hold the newest keys.");
        }
        return known.opening();
    }

    private Held<K> look() {
        looking.lock();
        try {
            var at = nanos.getAsLong();
            var before = lastLook;
            if (before == null || at - before.at() >= QUICK_PROOF.toNanos()) {
                lastLook = new Look(at, tryToProve());
            }
            return known();
        } finally {
            looking.unlock();
        }
    }

    private boolean tryToProve() {
        try {
            prove();
            return true;
        } catch (DatabaseException | DataAccessException | KeyEncryptionException later) {
            LOG.debug("the keys of {} cannot be read", repository().label(), later);
            return false;
        }
    }

    /** Seals with the primary key. */
    <T> T sealing(Function<K, T> work) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = proven();
            var result = work.apply(known.primary());
            if (isProven(known)) {
                return result;
            }
        }
        throw new Unavailable("This node cannot keep up with its keys.");
    }

    private Held<K> proven() {
        var known = held;
        if (known != null && isProven(known)) {
            return known;
        }
        looking.lock();
        try {
            known = held;
            if (known == null || !isProven(known)) {
                prove();
            }
            known = known();
        } catch (DatabaseException | DataAccessException | KeyEncryptionException unreadable) {
            throw new Unavailable("This node cannot read its keys.", unreadable);
        } finally {
            looking.unlock();
        }
        if (!known.newest()) {
            throw new Unavailable("This node does not hold the newest keys.");
        }
        return known;
    }

    private boolean isProven(Held<K> known) {
        var proof = serving && !database.nodes().current() ? QUICK_PROOF : PROOF;
        return known.newest() && nanos.getAsLong() - known.provenAt() < proof.toNanos();
    }

    private void prove() {
        var asked = nanos.getAsLong();
        var mark =
                database.read(ManagedKeyStore::marks).getOrDefault(repository().label(), Mark.NONE);
        compare(mark, asked);
    }

    /** The database is known to hold this since a moment; reads the keys where they are others. */
    void compare(Mark mark, long asked) {
        looking.lock();
        try {
            var known = held;
            if (known == null || !known.mark().equals(mark) || !known.newest()) {
                load();
                return;
            }
            held = known.provenAgain(asked);
        } finally {
            looking.unlock();
        }
    }

    /** Reads the keys, and confirms them where this process serves. */
    Held<K> load() {
        looking.lock();
        try {
            var known = held;
            var asked = nanos.getAsLong();
            try {
                var loaded = rows.load(known == null ? Map.of() : known.keys(), serving);
                var mark = new Mark(
                        loaded.keySet().stream()
                                .mapToLong(KeyLife::number)
                                .max()
                                .orElse(-1),
                        loaded.size(),
                        (int) loaded.keySet().stream()
                                .filter(life -> life.unusedAt().isPresent())
                                .count());
                var now = Held.of(mark, loaded, asked);
                held = now;
                return now;
            } catch (KeyEncryptionException unreadable) {
                held = known == null ? null : known.outdated();
                throw unreadable;
            }
        } finally {
            looking.unlock();
        }
    }
}
