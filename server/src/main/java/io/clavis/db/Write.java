package io.clavis.db;

import org.jspecify.annotations.Nullable;

/** What writes in one transaction; may run more than once. */
@FunctionalInterface
public interface Write<T extends @Nullable Object> {
    T with(Transaction transaction);
}
