package io.clavis.crypto.password;

/** The values of {@code [identity] password_hash_algorithm}. */
public enum PasswordAlgorithm {
    BCRYPT("bcrypt", 12),
    BCRYPT_SHA256("bcrypt_sha256", 12),
    SCRYPT("scrypt", 16),
    PBKDF2_SHA512("pbkdf2_sha512", 25_000);

    private final String option;
    private final int defaultRounds;

    PasswordAlgorithm(String option, int defaultRounds) {
        this.option = option;
        this.defaultRounds = defaultRounds;
    }

    /** The algorithm of the given name, or IllegalArgumentException. */
    public static PasswordAlgorithm of(String option) {
        for (var algorithm : values()) {
            if (algorithm.option.equals(option)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("unknown password_hash_algorithm: " + option);
    }

    /** The name in the configuration. */
    public String option() {
        return option;
    }

    /** The rounds where {@code password_hash_rounds} is not set; a power of two, except for pbkdf2_sha512. */
    public int defaultRounds() {
        return defaultRounds;
    }
}
