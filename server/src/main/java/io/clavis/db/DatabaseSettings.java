package io.clavis.db;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections are kept and failed transactions are tried again: {@code [database]}.
 *
 * @param maxPoolSize {@code max_pool_size}: connections kept open when idle
 * @param maxOverflow {@code max_overflow}: how many more may open under load
 * @param poolTimeout {@code pool_timeout}: how long to wait for a free connection
 * @param connectionRecycleTime {@code connection_recycle_time}: age at which a connection is replaced
 * @param dbMaxRetries {@code db_max_retries}: how often a conflicting transaction is tried again
 * @param mysqlSqlMode {@code mysql_sql_mode}; empty leaves the server's own
 * @param mysqlWsrepSyncWait {@code mysql_wsrep_sync_wait}, if set
 * @param sqliteSynchronous {@code sqlite_synchronous}: wait for the disk at each commit
 * @param strict {@code [cache] coherence}: every change waits until all nodes know it, not only what takes something back
 */
public record DatabaseSettings(
        int maxPoolSize,
        int maxOverflow,
        Duration poolTimeout,
        Duration connectionRecycleTime,
        int dbMaxRetries,
        String mysqlSqlMode,
        @Nullable Integer mysqlWsrepSyncWait,
        boolean sqliteSynchronous,
        boolean strict) {
    /** Upstream's defaults. */
    public static final DatabaseSettings DEFAULT = new DatabaseSettings(
            5, 50, Duration.ofSeconds(30), Duration.ofHours(1), 20, "TRADITIONAL", null, true, false);

    public DatabaseSettings {
        if (maxPoolSize < 1 || maxOverflow < 0 || dbMaxRetries < 0) {
            throw new IllegalArgumentException("a pool needs at least one connection, retries cannot be negative");
        }
    }

    int connections() {
        return maxPoolSize + maxOverflow;
    }
}
