package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [cache]}. */
public final class CacheOptions {
    private static final String GROUP = "cache";

    public static final Option<String> BACKEND = Option.string(
                    GROUP,
                    "backend",
                    "dogpile.cache.null",
                    "Where upstream caches; Clavis caches in its own memory unless it is memcached")
            .choices(
                    "oslo_cache.memcache_pool",
                    "oslo_cache.dict",
                    "oslo_cache.etcd3gw",
                    "dogpile.cache.pymemcache",
                    "dogpile.cache.memcached",
                    "dogpile.cache.pylibmc",
                    "dogpile.cache.bmemcached",
                    "dogpile.cache.dbm",
                    "dogpile.cache.redis",
                    "dogpile.cache.redis_sentinel",
                    "dogpile.cache.memory",
                    "dogpile.cache.memory_pickle",
                    "dogpile.cache.null");

    public static final Option<List<String>> BACKEND_ARGUMENT = Option.multi(
                    GROUP, "backend_argument", List.of(), "Argument of the backend, as name:value; may be repeated")
            .hidden();

    public static final Option<Optional<Integer>> BACKEND_EXPIRATION_TIME = Option.integer(
                    GROUP, "backend_expiration_time", "Seconds that the backend itself keeps an entry")
            .atLeast(1);

    public static final Option<String> COHERENCE = Option.string(
                    GROUP,
                    "coherence",
                    "withdrawals",
                    "Which changes are acknowledged only once every node knows of them: those that take something"
                            + " back, or all (strict)")
            .choices("withdrawals", "strict");

    public static final Option<String> CONFIG_PREFIX =
            Option.string(GROUP, "config_prefix", "cache.oslo", "Prefix of the backend's configuration keys");

    public static final Option<Boolean> DEBUG_CACHE_BACKEND =
            Option.bool(GROUP, "debug_cache_backend", false, "Log what the cache does");

    public static final Option<Boolean> ENABLE_RETRY_CLIENT =
            Option.bool(GROUP, "enable_retry_client", false, "Retry failed operations");

    public static final Option<Boolean> ENABLE_SOCKET_KEEPALIVE =
            Option.bool(GROUP, "enable_socket_keepalive", false, "Keep idle connections alive");

    public static final Option<Boolean> ENABLED = Option.bool(GROUP, "enabled", true, "Cache at all");

    public static final Option<Integer> EXPIRATION_TIME = Option.integer(
                    GROUP, "expiration_time", 600, "Seconds that an entry is cached where its group sets none")
            .atLeast(1);

    public static final Option<Double> HASHCLIENT_DEAD_TIMEOUT = Option.floating(
                    GROUP, "hashclient_dead_timeout", 60.0, "Seconds before a dead server is tried again")
            .formerly(GROUP, "dead_timeout");

    public static final Option<Integer> HASHCLIENT_RETRY_ATTEMPTS = Option.integer(
                    GROUP, "hashclient_retry_attempts", 2, "Attempts before a server counts as dead")
            .atLeast(1);

    public static final Option<Double> HASHCLIENT_RETRY_TIMEOUT = Option.floating(
                    GROUP, "hashclient_retry_timeout", 1.0, "Seconds between attempts to reach a server")
            .formerly(GROUP, "hashclient_retry_delay");

    public static final Option<Integer> MEMCACHE_DEAD_RETRY =
            Option.integer(GROUP, "memcache_dead_retry", 300, "Seconds before a dead memcached is tried again");

    public static final Option<Integer> MEMCACHE_POOL_CONNECTION_GET_TIMEOUT = Option.integer(
            GROUP, "memcache_pool_connection_get_timeout", 10, "Seconds to wait for a pooled connection to memcached");

    public static final Option<Boolean> MEMCACHE_POOL_FLUSH_ON_RECONNECT =
            Option.bool(GROUP, "memcache_pool_flush_on_reconnect", false, "Flush memcached after reconnecting");

    public static final Option<Integer> MEMCACHE_POOL_MAXSIZE =
            Option.integer(GROUP, "memcache_pool_maxsize", 10, "Most pooled connections to each memcached");

    public static final Option<Integer> MEMCACHE_POOL_UNUSED_TIMEOUT = Option.integer(
            GROUP, "memcache_pool_unused_timeout", 60, "Seconds before an unused connection to memcached is closed");

    public static final Option<Boolean> MEMCACHE_SASL_ENABLED =
            Option.bool(GROUP, "memcache_sasl_enabled", false, "Authenticate with SASL");

    public static final Option<List<String>> MEMCACHE_SERVERS =
            Option.list(GROUP, "memcache_servers", List.of("localhost:11211"), "memcached servers, as host:port");

    public static final Option<Optional<String>> PASSWORD = Option.string(
                    GROUP, "password", "Password for the cache's servers")
            .hidden()
            .formerly("cache", "memcache_password")
            .formerly("cache", "redis_password");

    public static final Option<List<String>> PROXIES =
            Option.list(GROUP, "proxies", List.of(), "Python proxy classes around the backend");

    public static final Option<Integer> REDIS_DB =
            Option.integer(GROUP, "redis_db", 0, "Number of the Redis database").atLeast(0);

    public static final Option<String> REDIS_SENTINEL_SERVICE_NAME =
            Option.string(GROUP, "redis_sentinel_service_name", "mymaster", "Name of the Redis Sentinel service");

    public static final Option<List<String>> REDIS_SENTINELS =
            Option.list(GROUP, "redis_sentinels", List.of("localhost:26379"), "Redis Sentinels, as host:port");

    public static final Option<String> REDIS_SERVER =
            Option.string(GROUP, "redis_server", "localhost:6379", "Redis server, as host:port");

    public static final Option<Integer> RETRY_ATTEMPTS = Option.integer(
                    GROUP, "retry_attempts", 2, "Attempts of an operation that is retried")
            .atLeast(1);

    public static final Option<Double> RETRY_DELAY =
            Option.floating(GROUP, "retry_delay", 0.0, "Seconds between attempts of an operation");

    public static final Option<Integer> SOCKET_KEEPALIVE_COUNT = Option.integer(
                    GROUP, "socket_keepalive_count", 1, "Unanswered probes after which a connection counts as lost")
            .atLeast(0);

    public static final Option<Integer> SOCKET_KEEPALIVE_IDLE = Option.integer(
                    GROUP, "socket_keepalive_idle", 1, "Seconds of idleness before the first probe")
            .atLeast(0);

    public static final Option<Integer> SOCKET_KEEPALIVE_INTERVAL = Option.integer(
                    GROUP, "socket_keepalive_interval", 1, "Seconds between probes")
            .atLeast(0);

    public static final Option<Double> SOCKET_TIMEOUT = Option.floating(
                    GROUP, "socket_timeout", 1.0, "Seconds to wait for a server")
            .formerly("cache", "memcache_socket_timeout")
            .formerly("cache", "redis_socket_timeout");

    public static final Option<Optional<String>> TLS_ALLOWED_CIPHERS =
            Option.string(GROUP, "tls_allowed_ciphers", "TLS ciphers that may be used");

    public static final Option<Optional<String>> TLS_CAFILE =
            Option.string(GROUP, "tls_cafile", "File of trusted certificates");

    public static final Option<Optional<String>> TLS_CERTFILE =
            Option.string(GROUP, "tls_certfile", "Client certificate");

    public static final Option<Boolean> TLS_ENABLED = Option.bool(GROUP, "tls_enabled", false, "Connect with TLS");

    public static final Option<Optional<String>> TLS_KEYFILE =
            Option.string(GROUP, "tls_keyfile", "Key of the client certificate");

    public static final Option<Optional<String>> USERNAME = Option.string(
                    GROUP, "username", "User for the cache's servers")
            .formerly("cache", "memcache_username")
            .formerly("cache", "redis_username");

    static final List<Option<?>> ALL = List.of(
            BACKEND,
            BACKEND_ARGUMENT,
            BACKEND_EXPIRATION_TIME,
            COHERENCE,
            CONFIG_PREFIX,
            DEBUG_CACHE_BACKEND,
            ENABLE_RETRY_CLIENT,
            ENABLE_SOCKET_KEEPALIVE,
            ENABLED,
            EXPIRATION_TIME,
            HASHCLIENT_DEAD_TIMEOUT,
            HASHCLIENT_RETRY_ATTEMPTS,
            HASHCLIENT_RETRY_TIMEOUT,
            MEMCACHE_DEAD_RETRY,
            MEMCACHE_POOL_CONNECTION_GET_TIMEOUT,
            MEMCACHE_POOL_FLUSH_ON_RECONNECT,
            MEMCACHE_POOL_MAXSIZE,
            MEMCACHE_POOL_UNUSED_TIMEOUT,
            MEMCACHE_SASL_ENABLED,
            MEMCACHE_SERVERS,
            PASSWORD,
            PROXIES,
            REDIS_DB,
            REDIS_SENTINEL_SERVICE_NAME,
            REDIS_SENTINELS,
            REDIS_SERVER,
            RETRY_ATTEMPTS,
            RETRY_DELAY,
            SOCKET_KEEPALIVE_COUNT,
            SOCKET_KEEPALIVE_IDLE,
            SOCKET_KEEPALIVE_INTERVAL,
            SOCKET_TIMEOUT,
            TLS_ALLOWED_CIPHERS,
            TLS_CAFILE,
            TLS_CERTFILE,
            TLS_ENABLED,
            TLS_KEYFILE,
            USERNAME);

    private CacheOptions() {}
}
