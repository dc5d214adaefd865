package io.clavis.crypto.password;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A few platform threads that hash, so that logins never starve other work, nor pin what carries virtual threads. */
final class HashingPool implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    HashingPool(int threads, int queue) {
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("password-hash-", 0).factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** Runs the task on the pool and waits for its result. */
    <T> T call(Supplier<T> task) {
        var future = new FutureTask<T>(task::get);
        try {
            executor.execute(future);
            return future.get();
        } catch (RejectedExecutionException e) {
            throw new HashingBusyException("too many passwords to hash");
        } catch (InterruptedException e) {
            // Whoever waited has gone, so nobody needs the turn in the queue.
            executor.remove(future);
            Thread.currentThread().interrupt();
            throw new HashingBusyException("interrupted while waiting for a password hash");
        } catch (ExecutionException e) {
            throw unwrapped(e);
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
