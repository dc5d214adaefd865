package io.clavis.db;

/** The database cannot be reached, or no connection came free in time. */
public final class DatabaseUnavailable extends DatabaseException {
    DatabaseUnavailable(Throwable cause) {
        super("database unavailable", cause);
    }
}
