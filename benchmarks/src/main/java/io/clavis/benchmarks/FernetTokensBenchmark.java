package io.clavis.benchmarks;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.token.FernetTokens;
import io.clavis.crypto.token.IssuedToken;
import io.clavis.crypto.token.ProjectScopedPayload;
import io.clavis.crypto.token.SealedToken;
import io.clavis.crypto.token.TokenPayload;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A project-scoped Fernet token made and read; read also with the key that comes last of three, as after rotations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FernetTokensBenchmark {
    private static final List<String> METHODS = List.of("external", "password", "token");

    private final FernetTokens tokens;
    private final FernetTokens rotated;
    private final TokenPayload payload;
    private final String token;

    /** Made by JMH, once per run. */
    public FernetTokensBenchmark() {
        var random = new SecureRandom();
        var key = FernetKey.generate(random);
        this.tokens = tokens(KeySource.of(key), random);
        this.rotated = tokens(KeySource.of(FernetKey.generate(random), FernetKey.generate(random), key), random);
        this.payload = new ProjectScopedPayload(
                "0123456789abcdef0123456789abcdef",
                List.of("password"),
                "fedcba9876543210fedcba9876543210",
                Clock.systemUTC().instant().plus(Duration.ofHours(1)),
                List.of("_YISJpVySUu7jcCN0_7mfw"));
        this.token = tokens.issue(payload).text();
    }

    /** Seals a new token. */
    @Benchmark
    public SealedToken issue() {
        return tokens.issue(payload);
    }

    /** Opens a token of the only key. */
    @Benchmark
    public IssuedToken read() {
        return tokens.read(token);
    }

    /** Opens a token whose key is tried last of three. */
    @Benchmark
    public IssuedToken readWithTheThirdKey() {
        return rotated.read(token);
    }

    private static FernetTokens tokens(KeySource keys, SecureRandom random) {
        return new FernetTokens(keys, METHODS, "default", Clock.systemUTC(), random);
    }
}
