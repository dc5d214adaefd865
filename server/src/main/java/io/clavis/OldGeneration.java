package io.clavis;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

/**
 * Has the heap's old generation collected once twice as much is in it as lived after the last time. Left to itself, the
 * parallel collector lets it grow to {@code -Xmx} first, and gives nothing of that back. Not thread-safe.
 */
final class OldGeneration {
    private static final String PARALLEL = "PS Old Gen";
    private static final long LEAST = 32 << 20;
    private final Optional<MemoryPoolMXBean> pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(candidate -> candidate.getName().equals(PARALLEL))
            .findFirst();
    private long most = LEAST;

    /** Collects if it is time. Does nothing under another collector, which sees to this itself. */
    void look() {
        pool.filter(there -> used(there) > most).ifPresent(full -> {
            System.gc();
            most = Math.max(LEAST, 2 * used(full));
        });
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }
}
