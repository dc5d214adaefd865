package io.clavis.crypto.password;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A few platform threads that hash, with less claim to the processors than others, so that logins never starve other
 * work, nor pin what carries virtual threads. Who waits is served in turn; how many may wait, and for how long, is
 * bounded.
 */
final class HashingPool implements AutoCloseable {
    private static final int MEMORY = 8;
    private final ThreadPoolExecutor executor;
    private final Semaphore turns;
    private final int threads;
    private final int queue;
    private final Duration patience;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong usualNanos = new AtomicLong();

    HashingPool(int threads, int queue, Duration patience) {
        this.threads = threads;
        this.queue = queue;
        this.patience = patience;
        turns = new Semaphore(threads, true);
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                // Never longer than the turns that there are.
                new LinkedBlockingQueue<>(),
                HashingPool::thread,
                new ThreadPoolExecutor.AbortPolicy());
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("password-hash").unstarted(LowPriority.of(work));
    }

    /** Runs the task on the pool and waits for its result. */
    <T> T call(Supplier<T> task) {
        try {
            takeTurn();
            try {
                return run(task);
            } finally {
                turns.release();
            }
        } catch (RejectedExecutionException closed) {
            throw new HashingBusyException("the service is about to end", Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusyException("interrupted while waiting for a password hash", Duration.ofSeconds(1));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** Refuses who would not be served in time; whoever is not refused may still be later, in {@link #call}. */
    void requireRoom() {
        if (turns.availablePermits() == 0) {
            refuseHopeless(waiting.get());
        }
    }

    private void takeTurn() throws InterruptedException {
        // Unlike without a time, this passes nobody who waits.
        if (turns.tryAcquire(0, TimeUnit.NANOSECONDS)) {
            return;
        }
        int ahead = waiting.getAndIncrement();
        try {
            refuseHopeless(ahead);
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(ahead);
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    // Whoever finds nobody waiting may wait, however slow the hash before is.
    private void refuseHopeless(int ahead) {
        if (ahead >= queue || (ahead > 0 && untilServed(ahead).compareTo(patience) > 0)) {
            throw busy(ahead);
        }
    }

    private HashingBusyException busy(int ahead) {
        return new HashingBusyException("too many passwords to hash", untilServed(ahead));
    }

    private Duration untilServed(int ahead) {
        return Duration.ofNanos(usualNanos.get() * (ahead + 1) / threads);
    }

    private <T> T run(Supplier<T> task) throws InterruptedException, ExecutionException {
        var future = new FutureTask<T>(() -> timed(task));
        executor.execute(future);
        return future.get();
    }

    private <T> T timed(Supplier<T> task) {
        long start = System.nanoTime();
        try {
            return task.get();
        } finally {
            long took = System.nanoTime() - start;
            usualNanos.updateAndGet(usual -> usual == 0 ? took : usual + (took - usual) / MEMORY);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException("hashing failed", e.getCause());
    }

    /** Waits for the hashes under way. */
    @Override
    public void close() {
        executor.close();
    }
}
