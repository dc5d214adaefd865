package io.clavis.db;

/** A deadlock, failed serialization or certification, or a busy database; outlived every retry if a caller sees it. */
public final class TransactionConflict extends DatabaseException {
    TransactionConflict(Throwable cause) {
        super("transaction conflict", cause);
    }
}
