package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void whoComesWhileItIsDoneWaitsForTheNextTime() throws Exception {
        var first = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        var together = new Together(() -> {
            if (begun.incrementAndGet() == 1) {
                running.countDown();
                awaitQuietly(first);
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(together::run);
            running.await();
            var seen = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> {
                        together.run();
                        return begun.get();
                    }))
                    .toList();
            assertThat(begun).hasValue(1);
            first.countDown();
            for (var one : seen) {
                assertThat(one.get()).isGreaterThan(1);
            }
        }
    }

    @Test
    void oneAfterAnotherItIsDoneEachTime() {
        var together = new Together(begun::incrementAndGet);
        together.run();
        together.run();
        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailureHoldsNobodyUp() {
        var together = new Together(() -> {
            begun.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(together::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(together::run).isInstanceOf(IllegalStateException.class);
        assertThat(begun).hasValue(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
