package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [database]}. */
public final class DatabaseOptions {
    private static final String GROUP = "database";

    public static final Option<Optional<String>> ASYNCIO_CONNECTION = Option.string(
                    GROUP, "asyncio_connection", "URL for upstream's asynchronous engine; not used here")
            .hidden();

    public static final Option<Optional<String>> ASYNCIO_SLAVE_CONNECTION = Option.string(
                    GROUP,
                    "asyncio_slave_connection",
                    "URL of a replica for upstream's asynchronous engine; not used here")
            .hidden();

    public static final Option<String> BACKEND =
            Option.string(GROUP, "backend", "sqlalchemy", "Upstream's database layer");

    public static final Option<Optional<String>> CONNECTION =
            Option.string(GROUP, "connection", "SQLAlchemy URL of the database").hidden();

    public static final Option<Integer> CONNECTION_DEBUG = Option.integer(
                    GROUP, "connection_debug", 0, "Verbosity of upstream's SQL log")
            .between(0, 100);

    public static final Option<String> CONNECTION_PARAMETERS = Option.string(
                    GROUP, "connection_parameters", "", "Parameters added to the URL, as name=value between ampersands")
            .hidden();

    public static final Option<Integer> CONNECTION_RECYCLE_TIME = Option.integer(
            GROUP, "connection_recycle_time", 3600, "Seconds after which a pooled connection is replaced");

    public static final Option<Boolean> CONNECTION_TRACE =
            Option.bool(GROUP, "connection_trace", false, "Add Python stack traces to SQL as comments");

    public static final Option<Boolean> DB_INC_RETRY_INTERVAL =
            Option.bool(GROUP, "db_inc_retry_interval", true, "Double the time between attempts of a failed operation");

    public static final Option<Integer> DB_MAX_RETRIES =
            Option.integer(GROUP, "db_max_retries", 20, "Attempts of a failed operation; -1 without end");

    public static final Option<Integer> DB_MAX_RETRY_INTERVAL =
            Option.integer(GROUP, "db_max_retry_interval", 10, "Most seconds between attempts of a failed operation");

    public static final Option<Integer> DB_RETRY_INTERVAL =
            Option.integer(GROUP, "db_retry_interval", 1, "Seconds between attempts of a failed operation");

    public static final Option<Integer> MAX_OVERFLOW =
            Option.integer(GROUP, "max_overflow", 50, "Connections beyond the pool's size");

    public static final Option<Integer> MAX_POOL_SIZE =
            Option.integer(GROUP, "max_pool_size", 5, "Connections in the pool; 0 without limit");

    public static final Option<Integer> MAX_RETRIES =
            Option.integer(GROUP, "max_retries", 10, "Attempts to connect at start; -1 without end");

    public static final Option<String> MYSQL_SQL_MODE =
            Option.string(GROUP, "mysql_sql_mode", "TRADITIONAL", "MySQL's sql_mode; empty for the server's own");

    public static final Option<Optional<Integer>> MYSQL_WSREP_SYNC_WAIT =
            Option.integer(GROUP, "mysql_wsrep_sync_wait", "Galera's wsrep_sync_wait of each session");

    public static final Option<Optional<Integer>> POOL_TIMEOUT =
            Option.integer(GROUP, "pool_timeout", "Seconds to wait for a pooled connection");

    public static final Option<Integer> RETRY_INTERVAL =
            Option.integer(GROUP, "retry_interval", 10, "Seconds between attempts to connect at start");

    public static final Option<Optional<String>> SLAVE_CONNECTION = Option.string(
                    GROUP, "slave_connection", "SQLAlchemy URL of a replica for reading")
            .hidden();

    public static final Option<Boolean> SQLITE_SYNCHRONOUS =
            Option.bool(GROUP, "sqlite_synchronous", true, "Let SQLite wait for the disk");

    public static final Option<Boolean> SYNCHRONOUS_READER =
            Option.bool(GROUP, "synchronous_reader", true, "Readers wait until a replica has caught up");

    public static final Option<Boolean> USE_DB_RECONNECT =
            Option.bool(GROUP, "use_db_reconnect", false, "Repeat operations after a lost connection");

    static final List<Option<?>> ALL = List.of(
            ASYNCIO_CONNECTION,
            ASYNCIO_SLAVE_CONNECTION,
            BACKEND,
            CONNECTION,
            CONNECTION_DEBUG,
            CONNECTION_PARAMETERS,
            CONNECTION_RECYCLE_TIME,
            CONNECTION_TRACE,
            DB_INC_RETRY_INTERVAL,
            DB_MAX_RETRIES,
            DB_MAX_RETRY_INTERVAL,
            DB_RETRY_INTERVAL,
            MAX_OVERFLOW,
            MAX_POOL_SIZE,
            MAX_RETRIES,
            MYSQL_SQL_MODE,
            MYSQL_WSREP_SYNC_WAIT,
            POOL_TIMEOUT,
            RETRY_INTERVAL,
            SLAVE_CONNECTION,
            SQLITE_SYNCHRONOUS,
            SYNCHRONOUS_READER,
            USE_DB_RECONNECT);

    private DatabaseOptions() {}
}
