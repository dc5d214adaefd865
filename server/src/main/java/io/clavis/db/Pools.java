package io.clavis.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.clavis.config.DatabaseUrl;

/** The connections: on SQLite one that writes and some that read, elsewhere one pool for both. */
record Pools(HikariDataSource readers, HikariDataSource writers) implements AutoCloseable {
    static Pools open(DatabaseUrl url, DatabaseSettings settings) {
        Dialect dialect = Dialect.of(url.kind());
        if (url.isInMemory()) {
            // Each connection would have a database of its own.
            HikariDataSource only = pool(dialect, url, settings, "memory", 1);
            only.setMaxLifetime(0);
            return new Pools(only, only);
        }
        if (dialect == Dialect.SQLITE) {
            // The writer first: it makes the file and turns on the write-ahead log.
            HikariDataSource writer = pool(dialect, url, settings, "writer", 1);
            return new Pools(pool(dialect, url, settings, "readers", settings.maxPoolSize()), writer);
        }
        HikariDataSource all = pool(dialect, url, settings, "database", settings.connections());
        return new Pools(all, all);
    }

    private static HikariDataSource pool(
            Dialect dialect, DatabaseUrl url, DatabaseSettings settings, String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(dialect.jdbcUrl(url));
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        dialect.properties(url, settings).forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, settings.maxPoolSize()));
        config.setConnectionTimeout(settings.poolTimeout().toMillis());
        config.setMaxLifetime(settings.connectionRecycleTime().toMillis());
        if (dialect != Dialect.SQLITE) {
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
        // Start even while the database is down: requests are refused until it is back.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
