package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [clavis]}: what upstream leaves to the web server around it. */
public final class ClavisOptions {
    private static final String GROUP = "clavis";

    public static final Option<String> BIND_HOST =
            Option.host(GROUP, "bind_host", "127.0.0.1", "Address that the server listens on");

    public static final Option<Integer> BIND_PORT =
            Option.port(GROUP, "bind_port", 5000, "Port that the server listens on");

    public static final Option<Optional<String>> TLS_CERT_FILE = Option.string(
            GROUP, "tls_cert_file", "Certificate chain of the server, PEM; with a key, the server speaks TLS");

    public static final Option<Optional<String>> TLS_KEY_FILE =
            Option.string(GROUP, "tls_key_file", "Private key of the server, PEM");

    public static final Option<Optional<String>> TLS_CLIENT_CA_FILE = Option.string(
            GROUP,
            "tls_client_ca_file",
            "Certificates of the authorities that vouch for clients, PEM; with it, clients are asked for a certificate");

    public static final Option<Boolean> TLS_CLIENT_CERT_REQUIRED = Option.bool(
            GROUP, "tls_client_cert_required", false, "Whether clients without a certificate are turned away");

    public static final Option<Integer> HASH_CONCURRENCY = Option.integer(
                    GROUP,
                    "hash_concurrency",
                    0,
                    "Passwords that are hashed at the same time; 0 for as many as there are processors but one")
            .between(0, 1024);

    public static final Option<Integer> HASH_QUEUE_TIME = Option.integer(
                    GROUP,
                    "hash_queue_time",
                    30,
                    "Most seconds that a login waits for its turn to be hashed; whoever would wait longer gets 429 with"
                            + " Retry-After")
            .between(1, 3600);

    public static final Option<Integer> FAILED_ATTEMPTS_PER_USER = Option.integer(
                    GROUP,
                    "failed_attempts_per_user",
                    60,
                    "Failed attempts a minute to log in as one user (or with one application credential, EC2 key or"
                            + " OAuth consumer) before 429, on each node; who logged in from an address before has a"
                            + " limit of their own there. 0 for any number")
            .between(0, 1_000_000);

    public static final Option<Integer> FAILED_ATTEMPTS_PER_ADDRESS = Option.integer(
                    GROUP,
                    "failed_attempts_per_address",
                    600,
                    "Failed attempts a minute to log in from one address, or one /64 network of IPv6, before 429, on"
                            + " each node. 0 for any number")
            .between(0, 1_000_000);

    public static final Option<List<String>> ADDRESS_PROXIES = Option.list(
            GROUP,
            "address_proxies",
            List.of(),
            "Addresses or networks of reverse proxies whose X-Forwarded-For says which address a client has, beside"
                    + " trusted_proxies; they may say nothing else. Where none is named although"
                    + " [oslo_middleware] enable_proxy_headers_parsing is on, attempts are not counted by address");

    public static final Option<Integer> MAX_CONNECTIONS = Option.integer(
                    GROUP,
                    "max_connections",
                    0,
                    "Most connections at a time, further ones wait; 0 for 4000, or fewer where the process may open"
                            + " fewer files")
            .between(0, 1_000_000);

    public static final Option<Integer> REQUEST_TIMEOUT = Option.integer(
                    GROUP,
                    "request_timeout",
                    30,
                    "Seconds that a client may take to send a request; then its connection is closed")
            .between(1, 3600);

    public static final Option<Integer> MAX_HEADER_SIZE = Option.integer(
                    GROUP, "max_header_size", 16384, "Most bytes of a request's head")
            .atLeast(1024);

    public static final Option<Integer> SHUTDOWN_TIMEOUT = Option.integer(
                    GROUP, "shutdown_timeout", 30, "Seconds that running requests get to finish at shutdown")
            .atLeast(0);

    public static final Option<String> LOG_FORMAT =
            Option.string(GROUP, "log_format", "plain", "Form of log lines").choices("plain", "json");

    public static final Option<Integer> VALIDATION_CACHE_TIME = Option.integer(
                    GROUP,
                    "validation_cache_time",
                    5,
                    "Most seconds that a validated token is answered from memory; bounds what a Keystone of another make"
                            + " on the same database can leave unseen. 0 for never")
            .atLeast(0);

    public static final Option<Integer> VALIDATION_CACHE_SIZE = Option.integer(
                    GROUP, "validation_cache_size", 64, "Most megabytes of memory for tokens found valid")
            .between(1, 65536);

    public static final Option<List<String>> TRUSTED_PROXIES = Option.list(
            GROUP,
            "trusted_proxies",
            List.of(),
            "Addresses or networks (10.0.0.5, 10.1.0.0/16, fd00::/8) of reverse proxies whose request headers say who"
                    + " calls: a federated user, REMOTE_USER, a client's certificate; nobody else's do");

    public static final Option<String> ASSERTION_HEADER_PREFIX = Option.string(
            GROUP,
            "assertion_header_prefix",
            "X-Assertion-",
            "Beginning of the headers by which a trusted proxy hands an assertion on; the rest is the variable's name."
                    + " The proxy must remove all such headers from what clients send");

    public static final Option<String> ASSERTION_ENCODING = Option.string(
                    GROUP,
                    "assertion_encoding",
                    "plain",
                    "How those headers hold their values: as they are, which is for ASCII only, or percent-encoded")
            .choices("plain", "url");

    public static final Option<String> SAML_SIGNATURE_ALGORITHM = Option.string(
                    GROUP,
                    "saml_signature_algorithm",
                    "rsa-sha256",
                    "Algorithm that signs SAML assertions; rsa-sha1, as upstream, for service providers that know no"
                            + " other")
            .choices("rsa-sha256", "rsa-sha1");

    public static final Option<String> KEY_MANAGEMENT = Option.string(
                    GROUP,
                    "key_management",
                    "files",
                    "Who looks after the keys of tokens, receipts and credentials: files, the operator in the key"
                            + " repositories; database, the nodes themselves, which rotate them through the database")
            .choices("files", "database");

    public static final Option<Optional<String>> KEY_ENCRYPTION_KEY_FILE = Option.string(
            GROUP,
            "key_encryption_key_file",
            "File of the keys that seal the keys in the database: 32 bytes in URL-safe base64, one a line. The first"
                    + " seals, all open. The same on every node");

    public static final Option<Optional<Integer>> KEY_ROTATION_INTERVAL = Option.integer(
                    GROUP,
                    "key_rotation_interval",
                    "Seconds between rotations of the keys of tokens and receipts that are kept in the database. By"
                            + " default computed from their expiration, [token] allow_expired_window and"
                            + " max_active_keys")
            .atLeast(2);

    public static final Option<Integer> CREDENTIAL_KEY_ROTATION_INTERVAL = Option.integer(
                    GROUP,
                    "credential_key_rotation_interval",
                    7_776_000,
                    "Seconds between rotations of the keys of credentials that are kept in the database")
            .atLeast(2);

    static final List<Option<?>> ALL = List.of(
            BIND_HOST,
            BIND_PORT,
            TLS_CERT_FILE,
            TLS_KEY_FILE,
            TLS_CLIENT_CA_FILE,
            TLS_CLIENT_CERT_REQUIRED,
            HASH_CONCURRENCY,
            HASH_QUEUE_TIME,
            FAILED_ATTEMPTS_PER_USER,
            FAILED_ATTEMPTS_PER_ADDRESS,
            ADDRESS_PROXIES,
            MAX_CONNECTIONS,
            REQUEST_TIMEOUT,
            MAX_HEADER_SIZE,
            SHUTDOWN_TIMEOUT,
            LOG_FORMAT,
            VALIDATION_CACHE_TIME,
            VALIDATION_CACHE_SIZE,
            TRUSTED_PROXIES,
            ASSERTION_HEADER_PREFIX,
            ASSERTION_ENCODING,
            SAML_SIGNATURE_ALGORITHM,
            KEY_MANAGEMENT,
            KEY_ENCRYPTION_KEY_FILE,
            KEY_ROTATION_INTERVAL,
            CREDENTIAL_KEY_ROTATION_INTERVAL);

    private ClavisOptions() {}
}
