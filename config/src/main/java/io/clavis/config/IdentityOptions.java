package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [identity]}. */
public final class IdentityOptions {
    private static final String GROUP = "identity";

    public static final Option<Integer> CACHE_TIME = Option.integer(
            GROUP,
            "cache_time",
            600,
            "Seconds that users and groups are cached; by default that of [cache] expiration_time");

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache users and groups");

    public static final Option<String> DEFAULT_DOMAIN_ID =
            Option.string(GROUP, "default_domain_id", "default", "Domain of requests that cannot name one");

    public static final Option<String> DOMAIN_CONFIG_DIR = Option.string(
            GROUP, "domain_config_dir", "/etc/keystone/domains", "Directory of the files keystone.<domain>.conf");

    public static final Option<Boolean> DOMAIN_CONFIGURATIONS_FROM_DATABASE = Option.bool(
            GROUP,
            "domain_configurations_from_database",
            false,
            "Read the domains' configuration from the database instead of files");

    public static final Option<Boolean> DOMAIN_SPECIFIC_DRIVERS_ENABLED = Option.bool(
            GROUP, "domain_specific_drivers_enabled", false, "Let each domain have an identity driver of its own");

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where users and groups are kept");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most users and groups that a list returns");

    public static final Option<Integer> MAX_PASSWORD_LENGTH = Option.integer(
                    GROUP, "max_password_length", 4096, "Most characters of a password")
            .atMost(4096);

    public static final Option<String> PASSWORD_HASH_ALGORITHM = Option.string(
                    GROUP, "password_hash_algorithm", "bcrypt", "Algorithm of new password hashes; all are verified")
            .choices("bcrypt", "bcrypt_sha256", "scrypt", "pbkdf2_sha512");

    public static final Option<Optional<Integer>> PASSWORD_HASH_ROUNDS = Option.integer(
            GROUP, "password_hash_rounds", "Cost of new password hashes, in the algorithm's own measure");

    public static final Option<Optional<Integer>> SALT_BYTESIZE = Option.integer(
                    GROUP, "salt_bytesize", "Bytes of salt of scrypt and pbkdf2_sha512")
            .between(0, 96);

    public static final Option<Optional<Integer>> SCRYPT_BLOCK_SIZE =
            Option.integer(GROUP, "scrypt_block_size", "Block size of scrypt, its r");

    public static final Option<Optional<Integer>> SCRYPT_PARALLELISM =
            Option.integer(GROUP, "scrypt_parallelism", "Parallelism of scrypt, its p");

    static final List<Option<?>> ALL = List.of(
            CACHE_TIME,
            CACHING,
            DEFAULT_DOMAIN_ID,
            DOMAIN_CONFIG_DIR,
            DOMAIN_CONFIGURATIONS_FROM_DATABASE,
            DOMAIN_SPECIFIC_DRIVERS_ENABLED,
            DRIVER,
            LIST_LIMIT,
            MAX_PASSWORD_LENGTH,
            PASSWORD_HASH_ALGORITHM,
            PASSWORD_HASH_ROUNDS,
            SALT_BYTESIZE,
            SCRYPT_BLOCK_SIZE,
            SCRYPT_PARALLELISM);

    private IdentityOptions() {}
}
