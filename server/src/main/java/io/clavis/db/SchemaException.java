package io.clavis.db;

/** The schema is not one that can be served or migrated; the message says what to do. */
public final class SchemaException extends RuntimeException {
    SchemaException(String message) {
        super(message);
    }

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
