package io.clavis.operator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on the way, what it ends in is what it would have ended in. */
final class ChaosTest {
    private static final int SEEDS = 200;
    private static final int PERCENT = 12;

    @Test
    void theEndIsTheSameWhateverHappensOnTheWay() {
        var undisturbed = new Life(0, 0).live();
        assertThat(undisturbed.state()).hasSizeGreaterThan(20);
        var faults = LongStream.rangeClosed(1, SEEDS).parallel().mapToObj(seed -> {
            var life = new Life(seed, PERCENT).live();
            assertThat(life.state()).as("seed %d", seed).isEqualTo(undisturbed.state());
            assertThat(new TreeMap<>(life.jobs())).as("Jobs of seed %d", seed).isEqualTo(undisturbed.jobs());
            assertThat(life.lostKeys()).as("keys of seed %d", seed).isEmpty();
            return life;
        });
        var lives = faults.toList();
        assertThat(lives.stream().mapToInt(Life::interruptions).sum()).isGreaterThan(SEEDS * 5);
        assertThat(lives.stream().mapToInt(Life::deaths).sum()).isGreaterThan(SEEDS / 4);
        assertThat(lives.stream().mapToInt(Life::rotations).sum()).isGreaterThan(SEEDS);
    }
}
