package io.clavis.crypto.password;

import java.time.Duration;

/**
 * How passwords are hashed.
 *
 * @param rounds {@code password_hash_rounds}; upstream ignores it for scrypt, and so do we
 * @param scryptLogN the cost of scrypt as a power of two; upstream always takes 16
 * @param scryptBlockSize {@code scrypt_block_size}
 * @param scryptParallelism {@code scrypt_parallelism}
 * @param saltBytes {@code salt_bytesize}, for scrypt and pbkdf2_sha512
 * @param maxPasswordLength {@code max_password_length}, in bytes of UTF-8
 * @param strictCheck {@code strict_password_check}: refuse longer passwords instead of cutting them
 * @param concurrency how many hashes are computed at the same time
 * @param queue how many more may wait for their turn
 * @param patience how long they may wait
 */
public record PasswordSettings(
        PasswordAlgorithm algorithm,
        int rounds,
        int scryptLogN,
        int scryptBlockSize,
        int scryptParallelism,
        int saltBytes,
        int maxPasswordLength,
        boolean strictCheck,
        int concurrency,
        int queue,
        Duration patience) {
    private static final int BCRYPT_LIMIT = 72;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Refuses values that would make weak hashes or none. */
    public PasswordSettings {
        switch (algorithm) {
            case BCRYPT, BCRYPT_SHA256 -> between("password_hash_rounds", rounds, 4, 31);
            case PBKDF2_SHA512 -> between("password_hash_rounds", rounds, 1, Integer.MAX_VALUE);
            case SCRYPT -> between("scrypt cost", scryptLogN, 1, 20);
        }
        between("scrypt_block_size", scryptBlockSize, 1, 64);
        between("scrypt_parallelism", scryptParallelism, 1, 64);
        between("salt_bytesize", saltBytes, 0, 96);
        between("max_password_length", maxPasswordLength, 1, 4096);
        between("hash concurrency", concurrency, 1, 1024);
        between("hash queue", queue, 1, 100_000);
    }

    /** How many hashes leave a processor to everything else, where there is more than one. */
    public static int allButOneProcessor() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** Upstream's defaults for the algorithm, with a processor left to everything else. */
    public static PasswordSettings defaults(PasswordAlgorithm algorithm) {
        int threads = allButOneProcessor();
        return new PasswordSettings(
                algorithm, algorithm.defaultRounds(), 16, 8, 1, 16, 4096, false, threads, 64 * threads, PATIENCE);
    }

    /** The same with other rounds. */
    public PasswordSettings withRounds(int newRounds) {
        return new PasswordSettings(
                algorithm,
                newRounds,
                scryptLogN,
                scryptBlockSize,
                scryptParallelism,
                saltBytes,
                maxPasswordLength,
                strictCheck,
                concurrency,
                queue,
                patience);
    }

    /** How many bytes of a password count: with bcrypt configured 72, for whatever hash it is compared with. */
    int limit() {
        return algorithm == PasswordAlgorithm.BCRYPT ? Math.min(BCRYPT_LIMIT, maxPasswordLength) : maxPasswordLength;
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " has to be between " + least + " and " + most + ", not " + value);
        }
    }
}
