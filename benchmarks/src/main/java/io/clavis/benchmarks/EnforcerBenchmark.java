package io.clavis.benchmarks;

import io.clavis.policy.Credentials;
import io.clavis.policy.Decision;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Policy decisions with Keystone's own rules: the commonest rule, one that compares domains, and a refusal. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnforcerBenchmark {
    private static final Map<String, ?> USER = Map.of(
            "user_id",
            "0123456789abcdef0123456789abcdef",
            "target",
            Map.of("user", Map.of("id", "0123456789abcdef0123456789abcdef", "domain_id", "default")));

    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), Clock.systemUTC());
    private final Credentials admin =
            project().roles(List.of("admin", "manager", "member", "reader")).build();
    private final Credentials domainReader = Credentials.builder()
            .userId("00000000000000000000000000000002")
            .userDomainId("default")
            .domainId("default")
            .roles(List.of("reader"))
            .build();
    private final Credentials nobody = project().roles(List.of("member")).build();

    /** An administrator validates a token. */
    @Benchmark
    public Decision adminValidatesToken() {
        return enforcer.decide("identity:validate_token", admin, Map.of());
    }

    /** A domain's reader looks at a user of that domain. */
    @Benchmark
    public Decision domainReaderGetsUser() {
        return enforcer.decide("identity:get_user", domainReader, USER);
    }

    /** A plain member is refused the list of users. */
    @Benchmark
    public Decision memberIsRefusedListOfUsers() {
        return enforcer.decide("identity:list_users", nobody, Map.of());
    }

    /** Ends the enforcer's client for remote checks. */
    @TearDown
    public void close() {
        enforcer.close();
    }

    private static Credentials.Builder project() {
        return Credentials.builder()
                .userId("00000000000000000000000000000001")
                .userDomainId("default")
                .projectId("00000000000000000000000000000003")
                .projectDomainId("default");
    }
}
