package io.clavis.keyrotation;

import io.clavis.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks at the keys in the database twice a second, and looks after them. */
final class KeyKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyKeeper.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Database database;
    private final List<RepositoryUpkeep<?>> repositories;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Thread thread = Thread.ofVirtual().name("key-keeper").unstarted(this::keep);
    private boolean closed;
    private String complaint = "";

    KeyKeeper(Database database, List<RepositoryUpkeep<?>> repositories, LongSupplier nanos) {
        this.database = database;
        this.repositories = List.copyOf(repositories);
        this.nanos = nanos;
    }

    void start() {
        thread.start();
    }

    private void keep() {
        while (pause()) {
            try {
                look();
                complaint = "";
            } catch (RuntimeException failure) {
                complain(failure);
            }
        }
    }

    // Each reason is told once, not twice a second.
    private void complain(RuntimeException failure) {
        var reason = String.valueOf(failure.getMessage());
        if (reason.equals(complaint)) {
            return;
        }
        complaint = reason;
        if (failure instanceof KeyEncryptionException) {
            LOG.error("this node goes on validating with the keys that it has: {}", reason);
            return;
        }
        LOG.warn("the keys in the database cannot be looked after; trying until they can", failure);
    }

    /** One round. */
    void look() {
        var asked = nanos.getAsLong();
        var marks = database.read(ManagedKeyStore::marks);
        RuntimeException first = null;
        for (var repository : repositories) {
            try {
                var keys = repository.keys();
                keys.compare(marks.getOrDefault(keys.repository().label(), Mark.NONE), asked);
                repository.run();
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private boolean pause() {
        lock.lock();
        try {
            long left = PAUSE.toNanos();
            while (!closed && left > 0) {
                left = ended.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
