package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
    @Test
    void callsBeyondTheQueueAreRefusedAndTheOthersServed() throws Exception {
        var release = new CountDownLatch(1);
        var settled = new Semaphore(0);
        try (var pool = new HashingPool(1, 2);
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
        try (var pool = new HashingPool(1, 1)) {
            assertThat(pool.call(() -> Thread.currentThread().isVirtual())).isFalse();
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> pool.call(() -> {
                        throw new ArithmeticException("sum");
                    }));
        }
    }

    @Test
    void closedPoolRefuses() {
        var pool = new HashingPool(1, 1);
        pool.close();
        assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> pool.call(() -> 1));
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
