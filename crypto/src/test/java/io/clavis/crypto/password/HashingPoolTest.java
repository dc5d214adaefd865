package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void callsBeyondTheQueueAreRefusedAndTheOthersServed() throws Exception {
        var release = new CountDownLatch(1);
        var settled = new Semaphore(0);
        try (var pool = new HashingPool(1, 2, LONG);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                callers.execute(() -> {
                    try {
                        pool.call(() -> {
                            awaiting(release);
                            return true;
                        });
                    } catch (HashingBusyException e) {
                        settled.release();
                    }
                });
            }
            // One runs and two wait, so seven of ten must be refused before anything is released.
            settled.acquire(7);
            assertThat(settled.availablePermits()).isZero();
            release.countDown();
        }
        assertThat(settled.availablePermits()).isZero();
    }

    @Test
    void workRunsOnPlatformThreadsAndFailuresReachTheCaller() {
        try (var pool = new HashingPool(1, 1, LONG)) {
            assertThat(pool.call(() -> Thread.currentThread().isVirtual())).isFalse();
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> pool.call(() -> {
                        throw new ArithmeticException("sum");
                    }));
        }
    }

    @Test
    void closedPoolRefuses() {
        var pool = new HashingPool(1, 1, LONG);
        pool.close();
        assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> pool.call(() -> 1));
    }

    @Test
    void whoWouldWaitTooLongIsRefused() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var pool = new HashingPool(1, 100, Duration.ZERO);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> pool.call(() -> {
                entered.countDown();
                awaiting(release);
                return true;
            }));
            entered.await();
            assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> pool.call(() -> 1));
            release.countDown();
            assertThat(first.get()).isTrue();
            assertThat(pool.call(() -> 1)).isOne();
        }
    }

    @Test
    void theRefusalSaysHowLongTheQueueIs() throws Exception {
        var release = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        var refusals = new LinkedBlockingQueue<Duration>();
        try (var pool = new HashingPool(1, 3, LONG);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.requireRoom();
            // What a hash usually takes is known from those before.
            pool.call(() -> {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                return true;
            });
            callers.execute(() -> pool.call(() -> {
                entered.countDown();
                awaiting(release);
                return true;
            }));
            entered.await();
            for (int i = 0; i < 5; i++) {
                callers.execute(() -> {
                    try {
                        pool.call(() -> true);
                    } catch (HashingBusyException busy) {
                        refusals.add(busy.retryAfter());
                    }
                });
            }
            assertThat(refusals.take()).isPositive();
            assertThat(refusals.take()).isPositive();
            assertThatExceptionOfType(HashingBusyException.class).isThrownBy(pool::requireRoom);
            release.countDown();
        }
        assertThat(refusals).isEmpty();
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
