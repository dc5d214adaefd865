package io.clavis.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does something once for all who ask for it. Who comes while it is being done waits for the next time: for each, all of it
 * happens after they asked. Thread-safe.
 */
final class Together {
    private final Runnable work;
    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock: the next time.
    private @Nullable CompletableFuture<Void> next;

    Together(Runnable work) {
        this.work = work;
    }

    /** Returns when it was done. */
    void run() {
        var mine = new CompletableFuture<Void>();
        var before = join(mine);
        if (before != null) {
            before.join();
            return;
        }
        turn.lock();
        try {
            depart();
            work.run();
        } finally {
            turn.unlock();
            mine.complete(null);
        }
    }

    private @Nullable CompletableFuture<Void> join(CompletableFuture<Void> mine) {
        lock.lock();
        try {
            if (next != null) {
                return next;
            }
            next = mine;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void depart() {
        lock.lock();
        try {
            next = null;
        } finally {
            lock.unlock();
        }
    }
}
