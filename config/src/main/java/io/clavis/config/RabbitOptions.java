package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [oslo_messaging_rabbit]}. */
public final class RabbitOptions {
    private static final String GROUP = "oslo_messaging_rabbit";

    public static final Option<Boolean> AMQP_AUTO_DELETE =
            Option.bool(GROUP, "amqp_auto_delete", false, "Let queues vanish with their last user");

    public static final Option<Boolean> AMQP_DURABLE_QUEUES =
            Option.bool(GROUP, "amqp_durable_queues", false, "Let queues outlive the broker");

    public static final Option<Integer> CONN_POOL_MIN_SIZE =
            Option.integer(GROUP, "conn_pool_min_size", 2, "Fewest pooled connections");

    public static final Option<Integer> CONN_POOL_TTL =
            Option.integer(GROUP, "conn_pool_ttl", 1200, "Seconds before an idle pooled connection is closed");

    public static final Option<Boolean> DIRECT_MANDATORY_FLAG = Option.bool(
                    GROUP, "direct_mandatory_flag", true, "Fail when a reply's queue is gone")
            .deprecated();

    public static final Option<Boolean> ENABLE_CANCEL_ON_FAILOVER =
            Option.bool(GROUP, "enable_cancel_on_failover", false, "Notice when a queue moves to another node");

    public static final Option<Integer> HEARTBEAT_RATE =
            Option.integer(GROUP, "heartbeat_rate", 3, "Checks per heartbeat timeout");

    public static final Option<Integer> HEARTBEAT_TIMEOUT_THRESHOLD = Option.integer(
            GROUP,
            "heartbeat_timeout_threshold",
            60,
            "Seconds without heartbeat after which a connection is lost; 0 without heartbeats");

    public static final Option<Optional<String>> HOSTNAME =
            Option.string(GROUP, "hostname", "Host in the names of queues; by default this host's");

    public static final Option<Optional<String>> KOMBU_COMPRESSION =
            Option.string(GROUP, "kombu_compression", "Compression of messages");

    public static final Option<String> KOMBU_FAILOVER_STRATEGY = Option.string(
                    GROUP, "kombu_failover_strategy", "round-robin", "Which broker is next when one is lost")
            .choices("round-robin", "shuffle");

    public static final Option<Integer> KOMBU_MISSING_CONSUMER_RETRY_TIMEOUT = Option.integer(
                    GROUP, "kombu_missing_consumer_retry_timeout", 60, "Seconds to wait for a consumer that is missing")
            .formerly(GROUP, "kombu_reconnect_timeout");

    public static final Option<Double> KOMBU_RECONNECT_DELAY = Option.floating(
                    GROUP, "kombu_reconnect_delay", 1.0, "Seconds before reconnecting")
            .between(0.0, 4.5);

    public static final Option<Double> KOMBU_RECONNECT_SPLAY = Option.floating(
                    GROUP, "kombu_reconnect_splay", 0.0, "Most seconds of random delay before reconnecting")
            .atLeast(0.0);

    public static final Option<Optional<String>> PROCESSNAME =
            Option.string(GROUP, "processname", "Process in the names of queues; by default this program's");

    public static final Option<Boolean> RABBIT_HA_QUEUES =
            Option.bool(GROUP, "rabbit_ha_queues", false, "Mirror queues on all nodes of an old broker");

    public static final Option<Integer> RABBIT_INTERVAL_MAX = Option.integer(
                    GROUP, "rabbit_interval_max", 30, "Most seconds between attempts to connect")
            .atLeast(1);

    public static final Option<String> RABBIT_LOGIN_METHOD = Option.string(
                    GROUP, "rabbit_login_method", "AMQPLAIN", "SASL mechanism")
            .choices("PLAIN", "AMQPLAIN", "EXTERNAL", "RABBIT-CR-DEMO");

    public static final Option<Integer> RABBIT_QOS_PREFETCH_COUNT =
            Option.integer(GROUP, "rabbit_qos_prefetch_count", 0, "Messages fetched ahead; 0 without limit");

    public static final Option<Integer> RABBIT_QUORUM_DELIVERY_LIMIT = Option.integer(
            GROUP, "rabbit_quorum_delivery_limit", 0, "Deliveries of a message of a quorum queue; 0 without limit");

    public static final Option<Integer> RABBIT_QUORUM_MAX_MEMORY_BYTES = Option.integer(
            GROUP, "rabbit_quorum_max_memory_bytes", 0, "Most bytes of a quorum queue in memory; 0 without limit");

    public static final Option<Integer> RABBIT_QUORUM_MAX_MEMORY_LENGTH = Option.integer(
            GROUP, "rabbit_quorum_max_memory_length", 0, "Most messages of a quorum queue in memory; 0 without limit");

    public static final Option<Boolean> RABBIT_QUORUM_QUEUE =
            Option.bool(GROUP, "rabbit_quorum_queue", false, "Use quorum queues");

    public static final Option<Integer> RABBIT_RETRY_BACKOFF = Option.integer(
                    GROUP, "rabbit_retry_backoff", 2, "Seconds added after each failed attempt to connect")
            .atLeast(0);

    public static final Option<Integer> RABBIT_RETRY_INTERVAL = Option.integer(
                    GROUP, "rabbit_retry_interval", 1, "Seconds before the second attempt to connect")
            .atLeast(1);

    public static final Option<Boolean> RABBIT_STREAM_FANOUT =
            Option.bool(GROUP, "rabbit_stream_fanout", false, "Use streams for fan-out");

    public static final Option<Integer> RABBIT_TRANSIENT_QUEUES_TTL = Option.integer(
                    GROUP,
                    "rabbit_transient_queues_ttl",
                    1800,
                    "Seconds before an unused transient queue is deleted; 0 for never")
            .atLeast(0);

    public static final Option<Boolean> RABBIT_TRANSIENT_QUORUM_QUEUE =
            Option.bool(GROUP, "rabbit_transient_quorum_queue", false, "Use quorum queues also for transient ones");

    public static final Option<Integer> RPC_CONN_POOL_SIZE = Option.integer(
                    GROUP, "rpc_conn_pool_size", 30, "Pooled connections")
            .atLeast(1);

    public static final Option<Boolean> SSL = Option.bool(GROUP, "ssl", false, "Connect with TLS");

    public static final Option<String> SSL_CA_FILE =
            Option.string(GROUP, "ssl_ca_file", "", "File of trusted certificates");

    public static final Option<String> SSL_CERT_FILE = Option.string(GROUP, "ssl_cert_file", "", "Client certificate");

    public static final Option<Boolean> SSL_ENFORCE_FIPS_MODE = Option.bool(
                    GROUP, "ssl_enforce_fips_mode", false, "Insist on OpenSSL's FIPS mode")
            .deprecated();

    public static final Option<Boolean> SSL_ENFORCE_HOSTNAME_VERIFICATION = Option.bool(
                    GROUP, "ssl_enforce_hostname_verification", true, "Check the host in the broker's certificate")
            .deprecated();

    public static final Option<String> SSL_KEY_FILE =
            Option.string(GROUP, "ssl_key_file", "", "Key of the client certificate");

    public static final Option<String> SSL_VERSION = Option.string(GROUP, "ssl_version", "", "TLS version");

    public static final Option<Boolean> USE_QUEUE_MANAGER =
            Option.bool(GROUP, "use_queue_manager", false, "Give queues names that stay the same after a restart");

    static final List<Option<?>> ALL = List.of(
            AMQP_AUTO_DELETE,
            AMQP_DURABLE_QUEUES,
            CONN_POOL_MIN_SIZE,
            CONN_POOL_TTL,
            DIRECT_MANDATORY_FLAG,
            ENABLE_CANCEL_ON_FAILOVER,
            HEARTBEAT_RATE,
            HEARTBEAT_TIMEOUT_THRESHOLD,
            HOSTNAME,
            KOMBU_COMPRESSION,
            KOMBU_FAILOVER_STRATEGY,
            KOMBU_MISSING_CONSUMER_RETRY_TIMEOUT,
            KOMBU_RECONNECT_DELAY,
            KOMBU_RECONNECT_SPLAY,
            PROCESSNAME,
            RABBIT_HA_QUEUES,
            RABBIT_INTERVAL_MAX,
            RABBIT_LOGIN_METHOD,
            RABBIT_QOS_PREFETCH_COUNT,
            RABBIT_QUORUM_DELIVERY_LIMIT,
            RABBIT_QUORUM_MAX_MEMORY_BYTES,
            RABBIT_QUORUM_MAX_MEMORY_LENGTH,
            RABBIT_QUORUM_QUEUE,
            RABBIT_RETRY_BACKOFF,
            RABBIT_RETRY_INTERVAL,
            RABBIT_STREAM_FANOUT,
            RABBIT_TRANSIENT_QUEUES_TTL,
            RABBIT_TRANSIENT_QUORUM_QUEUE,
            RPC_CONN_POOL_SIZE,
            SSL,
            SSL_CA_FILE,
            SSL_CERT_FILE,
            SSL_ENFORCE_FIPS_MODE,
            SSL_ENFORCE_HOSTNAME_VERIFICATION,
            SSL_KEY_FILE,
            SSL_VERSION,
            USE_QUEUE_MANAGER);

    private RabbitOptions() {}
}
