package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.util.LinkedHashMap;
import java.util.Map;

/** SQLite: a write-ahead log, so that readers and the one writer do not wait for each other. */
final class SqliteConnections {
    private SqliteConnections() {}

    static String jdbcUrl(DatabaseUrl url) {
        return "jdbc:sqlite:" + (url.isInMemory() ? ":memory:" : url.database());
    }

    static Map<String, String> properties(DatabaseUrl url, DatabaseSettings settings) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("foreign_keys", "true");
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", settings.sqliteSynchronous() ? "FULL" : "OFF");
        // A transaction that reads first and writes later could not be retried by waiting; so take the lock at once.
        properties.put("transaction_mode", "IMMEDIATE");
        properties.put("busy_timeout", Long.toString(busyMillis(url)));
        return properties;
    }

    private static long busyMillis(DatabaseUrl url) {
        return url.parameter("timeout")
                .map(seconds -> (long) (Double.parseDouble(seconds) * 1000))
                .orElse(30_000L);
    }
}
