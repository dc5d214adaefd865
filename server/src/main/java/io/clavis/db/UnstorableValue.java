package io.clavis.db;

/** A value that the engine's columns cannot hold: a NUL character in PostgreSQL, an emoji in MySQL's utf8mb3, too long. */
public final class UnstorableValue extends DatabaseException {
    UnstorableValue(Throwable cause) {
        super("a value that cannot be stored", cause);
    }
}
