package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class OldGenerationTest {
    private static final String POOL = "PS Old Gen";
    private static final int MEGABYTE = 1 << 20;
    private static final int CHUNK = 64 * MEGABYTE;

    @Test
    void whatDiedInItIsCollectedOnceItIsTwiceWhatLived() {
        assumeThat(ManagementFactory.getMemoryPoolMXBeans())
                .anyMatch(pool -> pool.getName().equals(POOL));
        System.gc();
        var oldGeneration = new OldGeneration();
        oldGeneration.look();
        long died = growOldAndDie(2 * used());
        long before = used();

        oldGeneration.look();

        assertThat(used()).isLessThan(before - died / 2);
        long collections = collections();
        oldGeneration.look();
        assertThat(collections()).isEqualTo(collections);
    }

    /** What lives through a whole collection is old; until there is more than so much in the old generation. */
    private static long growOldAndDie(long most) {
        var held = new ArrayList<byte[]>();
        while (used() <= most + CHUNK) {
            for (int i = 0; i < CHUNK / MEGABYTE; i++) {
                held.add(new byte[MEGABYTE]);
            }
            System.gc();
        }
        return (long) held.size() * MEGABYTE;
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
