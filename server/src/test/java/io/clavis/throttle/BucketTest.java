package io.clavis.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clavis.http.TooManyRequests;
import io.clavis.token.HandClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private final HandClock clock = new HandClock();
    private final Semaphore seats = new Semaphore(100);
    private final Bucket bucket = new Bucket(6, clock, seats);

    private long refused() {
        try {
            bucket.take(1, Duration.ZERO);
            return 0;
        } catch (TooManyRequests refusal) {
            return refusal.retryAfter();
        }
    }

    private void waste(int times) {
        for (int i = 0; i < times; i++) {
            bucket.keep(bucket.take(1, Duration.ZERO));
        }
    }

    @Test
    void wrongAttemptsEmptyItAndAMinuteFillsIt() {
        waste(6);
        assertThat(refused()).isEqualTo(10);
        clock.advance(Duration.ofMillis(9_500));
        assertThat(refused()).isEqualTo(1);
        clock.advance(Duration.ofMillis(500));
        waste(1);
        assertThat(refused()).isEqualTo(10);
        clock.advance(Duration.ofHours(1));
        waste(6);
        assertThat(refused()).isEqualTo(10);
    }

    @Test
    void rightAttemptsTakeNothing() {
        for (int i = 0; i < 100; i++) {
            bucket.giveBack(bucket.take(1, Duration.ZERO));
        }
        waste(6);
        assertThat(refused()).isPositive();
    }

    @Test
    void whatComesBackLateDoesNotOverflow() {
        int held = bucket.take(6, Duration.ZERO);
        clock.advance(Duration.ofHours(1));
        bucket.giveBack(held);
        waste(6);
        assertThat(refused()).isPositive();
    }

    @Test
    void aHeavyAttemptTakesMoreButNeverMoreThanThereCanBe() {
        assertThat(bucket.take(5, Duration.ZERO)).isEqualTo(5);
        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> bucket.take(5, Duration.ZERO))
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(40));
        assertThat(new Bucket(2, clock, seats).take(5, Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void aClockSetBackFillsNothing() {
        waste(6);
        clock.advance(Duration.ofMinutes(-5));
        assertThat(refused()).isEqualTo(10);
        clock.advance(Duration.ofSeconds(10));
        assertThat(refused()).isZero();
    }

    @Test
    void ofManyWrongAttemptsAtOnceNoMoreAreMadeThanItHolds() throws Exception {
        assertThat(atOnce(100, () -> {
                    bucket.keep(bucket.take(1, LONG));
                    return true;
                }))
                .isEqualTo(6);
    }

    @Test
    void manyRightAttemptsAtOnceWaitForEachOther() throws Exception {
        assertThat(atOnce(100, () -> {
                    bucket.giveBack(bucket.take(1, LONG));
                    return true;
                }))
                .isEqualTo(100);
    }

    @Test
    void whoFindsNoSeatToWaitIsRefusedAtOnce() {
        seats.drainPermits();
        int held = bucket.take(6, Duration.ZERO);
        assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> bucket.take(1, LONG));
        bucket.giveBack(held);
        assertThat(bucket.take(1, LONG)).isOne();
        assertThat(seats.availablePermits()).isZero();
    }

    /** How many were not refused. */
    private static long atOnce(int attempts, Callable<Boolean> attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> tried = () -> {
                try {
                    return attempt.call();
                } catch (TooManyRequests refusal) {
                    return false;
                }
            };
            var outcomes = threads.invokeAll(
                    IntStream.range(0, attempts).mapToObj(_ -> tried).toList());
            return outcomes.stream().map(Future::resultNow).filter(made -> made).count();
        }
    }
}
