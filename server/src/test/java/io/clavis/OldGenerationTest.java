package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class OldGenerationTest {
    private static final String POOL = "PS Old Gen";
    private static final int MEGABYTE = 1 << 20;
    private static final int ENOUGH = 40;

    @Test
    void whatDiedInItIsCollectedOnceItIsTwiceWhatLived() {
        assumeThat(ManagementFactory.getMemoryPoolMXBeans())
                .anyMatch(pool -> pool.getName().equals(POOL));
        System.gc();
        var oldGeneration = new OldGeneration();
        oldGeneration.look();
        long lived = used();
        growOldAndDie(lived / MEGABYTE + ENOUGH);
        assertThat(used()).isGreaterThan(2 * lived);

        oldGeneration.look();

        assertThat(used()).isLessThan(lived + ENOUGH * MEGABYTE);
        long collections = collections();
        oldGeneration.look();
        assertThat(collections()).isEqualTo(collections);
    }

    private static void growOldAndDie(long megabytes) {
        var held = new ArrayList<byte[]>();
        for (long i = 0; i < megabytes; i++) {
            held.add(new byte[MEGABYTE]);
        }
        // What lives through a whole collection is old.
        System.gc();
        assertThat(held).hasSize((int) megabytes);
    }

    private static long used() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(POOL))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> collector.getName().equals("PS MarkSweep"))
                .mapToLong(collector -> collector.getCollectionCount())
                .sum();
    }
}
