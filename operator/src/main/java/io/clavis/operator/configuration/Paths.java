package io.clavis.operator.configuration;

/** Where the container finds its files. */
public final class Paths {
    /** All that a Keystone reads. */
    public static final String HOME = "/etc/keystone";

    /** The directory of {@code keystone.conf}. */
    public static final String CONFIGURATION = HOME + "/keystone.conf.d";

    /** The keys of tokens and receipts. */
    public static final String FERNET_KEYS = HOME + "/fernet-keys";

    /** The keys of credentials. */
    public static final String CREDENTIAL_KEYS = HOME + "/credential-keys";

    /** The directory of the key that seals the keys in the database. */
    public static final String KEY_ENCRYPTION = HOME + "/key-encryption";

    /** The directory of {@code ca.crt}, {@code tls.crt} and {@code tls.key} for the database. */
    public static final String DATABASE_TLS = HOME + "/database-tls";

    private Paths() {}
}
