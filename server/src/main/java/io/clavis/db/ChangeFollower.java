package io.clavis.db;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed on one thread and hands it to the listeners, each change once and in order. It looks every
 * 100 ms, and at once when this node commits; {@link Database#write} returns when the listeners have its changes
 * (or when this node's lease has lapsed, if the feed cannot be read), so that a node's own next read is never stale. New
 * users, groups and projects are in no memory, and not waited for.
 *
 * <p>It keeps this node's lease: see {@link Nodes}. While the database is away it keeps trying, from where it was.
 */
public final class ChangeFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFollower.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PRUNING = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private final Database database;
    private final ChangeFeed feed;
    private final Nodes nodes;
    private final List<ChangeListener> listeners;
    private final LongConsumer onCommit = this::await;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private final Thread thread;
    // Only the follower's thread uses it.
    private long prunedAt = System.nanoTime();
    // Guarded by the lock.
    private long position;
    private long target;
    private boolean closed;

    private ChangeFollower(Database database, long after, List<ChangeListener> listeners) {
        this.database = database;
        this.feed = database.changes();
        this.nodes = database.nodes();
        this.position = after;
        this.target = after;
        this.listeners = List.copyOf(listeners);
        // Not a virtual one: a flood of requests must not keep it from renewing the lease.
        this.thread = Thread.ofPlatform().daemon().name("change-follower").unstarted(this::follow);
    }

    /** Follows the feed after a sequence, until closed. */
    public static ChangeFollower start(Database database, long after, List<ChangeListener> listeners) {
        var follower = new ChangeFollower(database, after, listeners);
        database.onCommit(follower.onCommit);
        follower.nodes.follow();
        follower.thread.start();
        return follower;
    }

    /** The sequence up to which the listeners were told. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the listeners were told of a sequence. After two seconds the end of the lease will do: from then on this
     * node answers nothing from memory before it has caught up.
     */
    public void await(long sequence) {
        if (Thread.currentThread() == thread) {
            // A listener that writes must not wait for itself.
            return;
        }
        lock.lock();
        try {
            target = Math.max(target, sequence);
            wanted.signal();
            long began = System.nanoTime();
            while (position < sequence
                    && !closed
                    && (nodes.current() || System.nanoTime() - began < PATIENCE.toNanos())) {
                moved.awaitNanos(INTERVAL.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        boolean down = false;
        while (pause(down)) {
            try {
                catchUp();
                keepLease();
                prune();
                down = false;
            } catch (RuntimeException e) {
                if (!down) {
                    LOG.warn("the change feed cannot be read; trying until it can", e);
                }
                down = true;
                nodes.cutOff();
            }
        }
    }

    /** Until it is time to look, or something was committed here; false when closed. */
    private boolean pause(boolean down) {
        lock.lock();
        try {
            long left = INTERVAL.toNanos();
            while (!closed && left > 0 && (down || target <= position)) {
                left = wanted.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        List<Change> changes;
        do {
            long from = position();
            changes = feed.after(from, BATCH);
            if (!changes.isEmpty()) {
                deliver(from, changes);
            }
        } while (changes.size() == BATCH);
        settle();
    }

    // While the lease had lapsed, nobody waited for this node: what happened until it has one again is read before
    // anything is answered from memory.
    private void keepLease() {
        if (!nodes.isDue(position())) {
            return;
        }
        var lease = nodes.renew(position());
        // Asked only now: until the renewal was committed, others counted by the lease before.
        if (!nodes.current()) {
            catchUp();
        }
        nodes.begin(lease);
    }

    // Nobody is behind by a day: who does not follow begins where the feed ends.
    private void prune() {
        long now = System.nanoTime();
        if (now - prunedAt >= PRUNING.toNanos()) {
            prunedAt = now;
            feed.prune(nodes.clock().instant().minus(KEPT));
        }
    }

    /** A sequence that is not to be seen yet is waited for in the usual rhythm. */
    private void settle() {
        lock.lock();
        try {
            target = Math.min(target, position);
        } finally {
            lock.unlock();
        }
    }

    private void deliver(long from, List<Change> changes) {
        boolean pruned = changes.getFirst().sequence() != from + 1;
        for (ChangeListener listener : listeners) {
            try {
                if (pruned) {
                    listener.missed();
                }
                listener.changed(changes);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on changes after {}", from, e);
            }
        }
        lock.lock();
        try {
            position = changes.getLast().sequence();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        database.offCommit(onCommit);
        lock.lock();
        try {
            closed = true;
            wanted.signalAll();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (Thread.currentThread() != thread) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nodes.leave();
    }
}
