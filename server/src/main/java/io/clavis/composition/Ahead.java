package io.clavis.composition;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that a start makes on a thread of its own, while it makes something else. */
final class Ahead<T> {
    private final FutureTask<T> task;

    private Ahead(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins at once. */
    static <T> Ahead<T> of(String name, Supplier<T> making) {
        var task = new FutureTask<T>(making::get);
        Thread.ofPlatform().daemon().name(name).start(task);
        return new Ahead<>(task);
    }

    /** What was made, once it is; throws what making it threw. */
    T get() {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        }
    }

    /** Nobody needs it after all. */
    void discard(Consumer<T> disposal) {
        try {
            disposal.accept(get());
        } catch (RuntimeException neverMade) {
            // Another failure is on its way to be told.
        }
    }
}
