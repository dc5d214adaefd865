package io.clavis.db;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What reads on one connection, without a transaction. */
@FunctionalInterface
public interface Read<T extends @Nullable Object> {
    T with(DSLContext sql);
}
