package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A bcrypt hash by libxcrypt, by Java, and a password verified as a login does it, on the pool. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class BcryptBenchmark {
    private static final String PASSWORD = "a password of a usual length";
    private static final byte[] BYTES = PASSWORD.getBytes(StandardCharsets.US_ASCII);
    private static final String SALT = "CCCCCCCCCCCCCCCCCCCCC.";

    private final Bcrypt inJava = new BouncyBcrypt();
    private final Bcrypt libxcrypt = LibxcryptBcrypt.load(inJava).orElseThrow();

    /** Keystone's default is 12. */
    @Param({"4", "12"})
    public int cost;

    private Passwords passwords = passwords(PasswordSettings.defaults(PasswordAlgorithm.BCRYPT));
    private String hash = "";

    /** Made by JMH, once per run. */
    @Setup
    public void hash() {
        passwords.close();
        passwords =
                passwords(PasswordSettings.defaults(PasswordAlgorithm.BCRYPT).withRounds(cost));
        hash = passwords.hash(PASSWORD);
    }

    /** Ends the pool. */
    @TearDown
    public void close() {
        passwords.close();
    }

    /** The machine's C library. */
    @Benchmark
    public String libxcrypt() {
        return libxcrypt.digest(BYTES, SALT, cost);
    }

    /** BouncyCastle. */
    @Benchmark
    public String java() {
        return inJava.digest(BYTES, SALT, cost);
    }

    /** What a login waits for. */
    @Benchmark
    public boolean verify() {
        return passwords.verify(PASSWORD, hash);
    }

    private static Passwords passwords(PasswordSettings settings) {
        return new Passwords(settings, new SecureRandom());
    }
}
