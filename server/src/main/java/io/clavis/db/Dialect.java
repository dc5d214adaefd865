package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jooq.SQLDialect;

/** The engines, and all that differs between them outside the schema's files. */
enum Dialect {
    SQLITE("sqlite", SQLDialect.SQLITE) {
        @Override
        String jdbcUrl(DatabaseUrl url) {
            return SqliteConnections.jdbcUrl(url);
        }

        @Override
        Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings) {
            return SqliteConnections.properties(url, settings);
        }

        @Override
        String count() {
            return COUNT + " RETURNING value";
        }

        @Override
        String microsNow() {
            return "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000";
        }
    },
    MYSQL("mysql", SQLDialect.MARIADB) {
        @Override
        String jdbcUrl(DatabaseUrl url) {
            return MysqlConnections.jdbcUrl(url);
        }

        @Override
        Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings) {
            return MysqlConnections.properties(url, settings);
        }

        @Override
        String count() {
            // The driver hands this out as the statement's generated key.
            return "UPDATE clavis_change_sequence SET value = LAST_INSERT_ID(value + ?) WHERE id = 1";
        }

        @Override
        boolean returnsRows() {
            return false;
        }

        @Override
        void begin(Connection connection) throws SQLException {
            // To turn the mode off, and the pool to turn it on again, would be two statements.
            try (var begin = connection.createStatement()) {
                begin.execute("START TRANSACTION");
            }
        }

        @Override
        String microsNow() {
            return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
        }
    },
    POSTGRESQL("postgresql", SQLDialect.POSTGRES) {
        @Override
        String jdbcUrl(DatabaseUrl url) {
            return PostgresqlConnections.jdbcUrl(url);
        }

        @Override
        Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings) {
            return PostgresqlConnections.properties(url);
        }

        @Override
        String count() {
            return COUNT + " RETURNING value";
        }

        @Override
        String microsNow() {
            return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        }
    };

    private static final String COUNT = "UPDATE clavis_change_sequence SET value = value + ? WHERE id = 1";
    private final String directory;
    private final SQLDialect jooq;

    Dialect(String directory, SQLDialect jooq) {
        this.directory = directory;
        this.jooq = jooq;
    }

    static Dialect of(DatabaseUrl.Kind kind) {
        return switch (kind) {
            case SQLITE -> SQLITE;
            case MYSQL -> MYSQL;
            case POSTGRESQL -> POSTGRESQL;
        };
    }

    /** Where the schema's files for this engine are. */
    String directory() {
        return directory;
    }

    SQLDialect jooq() {
        return jooq;
    }

    abstract String jdbcUrl(DatabaseUrl url);

    abstract Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings);

    /** SQL that adds to the counter of changes and gives what it holds then. */
    abstract String count();

    /** Whether it gives that as a row. */
    boolean returnsRows() {
        return true;
    }

    /** Begins a transaction; commit and rollback end it. */
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** SQL for the engine's own time, in microseconds since the epoch, whatever zone the session is in. */
    abstract String microsNow();
}
