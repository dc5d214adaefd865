package io.clavis.db;

import org.jspecify.annotations.Nullable;

/** What a statement can fail with that a caller may act on; the message never holds values of rows. */
public abstract sealed class DatabaseException extends RuntimeException
        permits DuplicateEntry, ReferenceViolation, UnstorableValue, TransactionConflict, DatabaseUnavailable {
    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
