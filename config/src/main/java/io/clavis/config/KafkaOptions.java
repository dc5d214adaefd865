package io.clavis.config;

import java.util.List;

/** Options of the group {@code [oslo_messaging_kafka]}. */
public final class KafkaOptions {
    private static final String GROUP = "oslo_messaging_kafka";

    public static final Option<String> COMPRESSION_CODEC = Option.string(
                    GROUP, "compression_codec", "none", "Compression of messages")
            .choices("none", "gzip", "snappy", "lz4", "zstd");

    public static final Option<String> CONSUMER_GROUP =
            Option.string(GROUP, "consumer_group", "oslo_messaging_consumer", "Group of consumers");

    public static final Option<Boolean> ENABLE_AUTO_COMMIT =
            Option.bool(GROUP, "enable_auto_commit", false, "Let consumers commit by themselves");

    public static final Option<Double> KAFKA_CONSUMER_TIMEOUT =
            Option.floating(GROUP, "kafka_consumer_timeout", 1.0, "Seconds to wait for messages");

    public static final Option<Integer> KAFKA_MAX_FETCH_BYTES =
            Option.integer(GROUP, "kafka_max_fetch_bytes", 1048576, "Most bytes of a fetched message");

    public static final Option<Integer> MAX_POLL_RECORDS =
            Option.integer(GROUP, "max_poll_records", 500, "Most records of one poll");

    public static final Option<Integer> PRODUCER_BATCH_SIZE =
            Option.integer(GROUP, "producer_batch_size", 16384, "Most bytes of a batch");

    public static final Option<Double> PRODUCER_BATCH_TIMEOUT =
            Option.floating(GROUP, "producer_batch_timeout", 0.0, "Seconds to wait for a batch to fill");

    public static final Option<String> SASL_MECHANISM =
            Option.string(GROUP, "sasl_mechanism", "PLAIN", "SASL mechanism");

    public static final Option<String> SECURITY_PROTOCOL = Option.string(
                    GROUP, "security_protocol", "PLAINTEXT", "Protocol of connections")
            .choices("PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL");

    public static final Option<String> SSL_CAFILE =
            Option.string(GROUP, "ssl_cafile", "", "File of trusted certificates");

    public static final Option<String> SSL_CLIENT_CERT_FILE =
            Option.string(GROUP, "ssl_client_cert_file", "", "Client certificate");

    public static final Option<String> SSL_CLIENT_KEY_FILE =
            Option.string(GROUP, "ssl_client_key_file", "", "Key of the client certificate");

    public static final Option<String> SSL_CLIENT_KEY_PASSWORD = Option.string(
                    GROUP, "ssl_client_key_password", "", "Password of the client's key file")
            .hidden();

    static final List<Option<?>> ALL = List.of(
            COMPRESSION_CODEC,
            CONSUMER_GROUP,
            ENABLE_AUTO_COMMIT,
            KAFKA_CONSUMER_TIMEOUT,
            KAFKA_MAX_FETCH_BYTES,
            MAX_POLL_RECORDS,
            PRODUCER_BATCH_SIZE,
            PRODUCER_BATCH_TIMEOUT,
            SASL_MECHANISM,
            SECURITY_PROTOCOL,
            SSL_CAFILE,
            SSL_CLIENT_CERT_FILE,
            SSL_CLIENT_KEY_FILE,
            SSL_CLIENT_KEY_PASSWORD);

    private KafkaOptions() {}
}
