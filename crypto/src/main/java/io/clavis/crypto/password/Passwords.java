package io.clavis.crypto.password;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes and verifies passwords and application credential secrets. Safe for use by many threads; the work is done by
 * a small pool, and the caller (a virtual thread, best) waits.
 */
public final class Passwords implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Passwords.class);
    private static final int BCRYPT_SALT = 16;

    private final PasswordSettings settings;
    private final SecureRandom random;
    private final HashingPool pool;
    private final BcryptScheme bcrypt;
    private final BcryptSha256Scheme bcryptSha256;
    private final ScryptScheme scrypt = new ScryptScheme();
    private final Pbkdf2Scheme pbkdf2 = new Pbkdf2Scheme();
    private final List<HashScheme> schemes;
    private final LongAdder computed = new LongAdder();

    /** Salts come from {@code random}. */
    public Passwords(PasswordSettings settings, SecureRandom random) {
        this(settings, random, Bcrypt.fastest());
    }

    Passwords(PasswordSettings settings, SecureRandom random, Bcrypt function) {
        this.settings = settings;
        this.random = random;
        this.pool = new HashingPool(settings.concurrency(), settings.queue(), settings.patience());
        this.bcrypt = new BcryptScheme(function);
        this.bcryptSha256 = new BcryptSha256Scheme(function);
        this.schemes = List.of(bcrypt, bcryptSha256, scrypt, pbkdf2, new Sha512CryptScheme());
    }

    /** How many bytes of a password count. */
    public int longest() {
        return settings.limit();
    }

    /**
     * The hash to store, by the configured algorithm.
     *
     * @throws PasswordTooLongException if {@code strict_password_check} is on and the password too long
     * @throws HashingBusyException if too many callers wait already
     * @throws IllegalArgumentException if the password has no UTF-8 form
     */
    public String hash(String password) {
        var bytes = PasswordBytes.of(password, settings)
                .orElseThrow(() -> new IllegalArgumentException("the password is not valid Unicode"));
        return counted(() -> compute(bytes));
    }

    /**
     * Whether the password fits the stored hash, of whatever algorithm; false for hashes that nobody can read.
     *
     * @throws PasswordTooLongException if {@code strict_password_check} is on and the password too long
     * @throws HashingBusyException if too many callers wait already
     */
    public boolean verify(String password, String hash) {
        var bytes = PasswordBytes.of(password, settings);
        var scheme = schemes.stream().filter(s -> s.recognises(hash)).findFirst();
        if (scheme.isEmpty()) {
            log.warn("a stored password hash has an unknown format; its owner cannot log in");
        }
        if (bytes.isEmpty() || scheme.isEmpty()) {
            return verifyUnknown(password);
        }
        return counted(() -> fits(bytes.get(), hash, scheme.get()));
    }

    /**
     * Takes as long as {@link #verify} and is always false: for users who do not exist, so that nobody can tell.
     *
     * @throws PasswordTooLongException as {@link #verify}
     * @throws HashingBusyException as {@link #verify}
     */
    public boolean verifyUnknown(String password) {
        var bytes = PasswordBytes.of(password, settings).orElseGet(() -> new byte[0]);
        return counted(() -> compute(bytes).isEmpty());
    }

    /**
     * To be asked before anything is read for a password that is then verified.
     *
     * @throws HashingBusyException if too many callers wait already
     */
    public void requireRoom() {
        pool.requireRoom();
    }

    /** How many hashes were computed so far, of whatever kind: what an attempt costs, and tells by its time. */
    public long computed() {
        return computed.sum();
    }

    private <T> T counted(Supplier<T> hash) {
        return pool.call(() -> {
            computed.increment();
            return hash.get();
        });
    }

    /** Waits for the hashes under way; later calls are refused. */
    @Override
    public void close() {
        pool.close();
    }

    private String compute(byte[] password) {
        return switch (settings.algorithm()) {
            case BCRYPT -> bcrypt.hash(password, salt(BCRYPT_SALT), settings.rounds());
            case BCRYPT_SHA256 -> bcryptSha256.hash(password, salt(BCRYPT_SALT), settings.rounds());
            case SCRYPT ->
                scrypt.hash(
                        password,
                        salt(settings.saltBytes()),
                        settings.scryptLogN(),
                        settings.scryptBlockSize(),
                        settings.scryptParallelism());
            case PBKDF2_SHA512 -> pbkdf2.hash(password, salt(settings.saltBytes()), settings.rounds());
        };
    }

    private static boolean fits(byte[] password, String hash, HashScheme scheme) {
        try {
            return scheme.verify(password, hash);
        } catch (IllegalArgumentException e) {
            log.warn("a stored password hash is damaged; its owner cannot log in");
            return false;
        }
    }

    private byte[] salt(int length) {
        var salt = new byte[length];
        random.nextBytes(salt);
        return salt;
    }
}
