package io.clavis.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one {@code db_sync} at a time at a database. The lock belongs to a connection and goes with it. An engine that
 * knows no such lock goes without; SQLite needs none, its steps being transactions that exclude each other.
 */
final class SchemaLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLock.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    // MySQL's locks are the server's, not the database's, and have names of 64 characters at most.
    private static final String MYSQL_NAME = "CONCAT('keystone ', SHA1(DATABASE()))";
    private static final String POSTGRESQL_KEY = "7737463127043524165";

    private final Connection connection;
    private final @Nullable String release;

    private SchemaLock(Connection connection, @Nullable String release) {
        this.connection = connection;
        this.release = release;
    }

    /** Waits until nobody else holds the lock; throws {@link SchemaException} where that takes too long. */
    static SchemaLock take(Dialect dialect, Connection connection) {
        return switch (dialect) {
            case SQLITE -> new SchemaLock(connection, null);
            case MYSQL ->
                take(
                        connection,
                        "SELECT GET_LOCK(" + MYSQL_NAME + ", 0) = 1",
                        "SELECT RELEASE_LOCK(" + MYSQL_NAME + ")");
            case POSTGRESQL ->
                take(
                        connection,
                        "SELECT pg_try_advisory_lock(" + POSTGRESQL_KEY + ")",
                        "SELECT pg_advisory_unlock(" + POSTGRESQL_KEY + ")");
        };
    }

    private static SchemaLock take(Connection connection, String attempt, String release) {
        try {
            for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(PAUSE)) {
                if (isTrue(connection, attempt)) {
                    return new SchemaLock(connection, release);
                }
                Thread.sleep(PAUSE);
            }
        } catch (SQLException unknown) {
            LOG.warn("this database has no lock for db_sync; run it once at a time: {}", unknown.getMessage());
            return new SchemaLock(connection, null);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new SchemaException("Another db_sync is at the database, and does not come to an end.");
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        if (release != null) {
            isTrue(connection, release);
        }
    }
}
