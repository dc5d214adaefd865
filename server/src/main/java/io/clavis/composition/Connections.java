package io.clavis.composition;

import io.clavis.config.CacheOptions;
import io.clavis.config.Configuration;
import io.clavis.config.DatabaseOptions;
import io.clavis.config.DatabaseUrl;
import io.clavis.db.Database;
import io.clavis.db.DatabaseSettings;
import java.time.Duration;
import java.time.InstantSource;

/** The database that a configuration names. */
public final class Connections {
    // What upstream's oslo.db takes where [database] connection is not set.
    private static final String DEFAULT_URL = "sqlite:///keystone.db";
    private static final int DEFAULT_POOL_TIMEOUT = 30;
    private static final int MANY_CONNECTIONS = 100;
    private static final int MANY_RETRIES = 1000;

    private Connections() {}

    /** Opens the database of {@code [database] connection}; the database itself need not be up yet. */
    public static Database database(Configuration configuration) {
        try {
            var url = DatabaseUrl.parse(
                    configuration.get(DatabaseOptions.CONNECTION).orElse(DEFAULT_URL),
                    configuration.get(DatabaseOptions.CONNECTION_PARAMETERS));
            return Database.open(url, settings(configuration), InstantSource.system());
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure("[database] " + wrong.getMessage(), wrong);
        }
    }

    /** Refuses a database without the schema, and makes the change feed's tables where upstream made the schema. */
    static void requireSchema(Database database) {
        switch (database.schema().check()) {
            case EXPAND_NEEDED ->
                throw new StartFailure("The database has no schema yet, or one of an older release: run"
                        + " `keystone-manage db_sync` first.");
            case CONTRACT_NEEDED, UP_TO_DATE -> database.schema().createOwnTables();
        }
    }

    private static DatabaseSettings settings(Configuration configuration) {
        var poolTimeout = configuration.get(DatabaseOptions.POOL_TIMEOUT).orElse(DEFAULT_POOL_TIMEOUT);
        return new DatabaseSettings(
                orUnlimited(configuration.get(DatabaseOptions.MAX_POOL_SIZE), 1, MANY_CONNECTIONS),
                orUnlimited(configuration.get(DatabaseOptions.MAX_OVERFLOW), 0, MANY_CONNECTIONS),
                Duration.ofSeconds(poolTimeout),
                Duration.ofSeconds(Math.max(0, configuration.get(DatabaseOptions.CONNECTION_RECYCLE_TIME))),
                orUnlimited(configuration.get(DatabaseOptions.DB_MAX_RETRIES), 0, MANY_RETRIES),
                configuration.get(DatabaseOptions.MYSQL_SQL_MODE),
                configuration.get(DatabaseOptions.MYSQL_WSREP_SYNC_WAIT).orElse(null),
                configuration.get(DatabaseOptions.SQLITE_SYNCHRONOUS),
                configuration.get(CacheOptions.COHERENCE).equals("strict"));
    }

    // SQLAlchemy and oslo.db mean no limit by 0 or -1; here everything has one.
    private static int orUnlimited(int value, int least, int unlimited) {
        return value < least ? unlimited : value;
    }
}
