package io.clavis.crypto.password;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread give way to others: what hashes passwords uses the time that is left, and a bit. Java's own priorities
 * count for nothing on Linux, where they belong to threads.
 *
 * <p>It is neither the idle class nor the greatest nice value: on a host that others keep busy, logins would end. A long
 * slice makes who wakes up for a moment come first at once, where the kernel knows that (6.12; others read over it): see
 * sched_setattr(2).
 */
final class LowPriority {
    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);
    private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);
    private static final MemoryLayout ATTRIBUTES = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("size"),
            ValueLayout.JAVA_INT.withName("policy"),
            ValueLayout.JAVA_LONG.withName("flags"),
            ValueLayout.JAVA_INT.withName("nice"),
            ValueLayout.JAVA_INT.withName("priority"),
            ValueLayout.JAVA_LONG.withName("runtime"),
            ValueLayout.JAVA_LONG.withName("deadline"),
            ValueLayout.JAVA_LONG.withName("period"));
    private static final int SCHED_BATCH = 3;
    private static final int NICE = 10;
    private static final long SLICE_NANOS = 100_000_000;

    private LowPriority() {}

    /** The work, on a thread that gives way from its beginning; an ordinary one where that is not possible. */
    static Runnable of(Runnable work) {
        return () -> {
            lower();
            work.run();
        };
    }

    private static void lower() {
        var number = SCHED_SETATTR.get(System.getProperty("os.arch"));
        if (number == null || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(ATTRIBUTES);
            set(attributes, "size", (int) ATTRIBUTES.byteSize());
            set(attributes, "policy", SCHED_BATCH);
            set(attributes, "nice", NICE);
            ATTRIBUTES.varHandle(PathElement.groupElement("runtime")).set(attributes, 0L, SLICE_NANOS);
            var linker = Linker.nativeLinker();
            var syscall = linker.downcallHandle(
                    linker.defaultLookup().find("syscall").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT),
                    Linker.Option.firstVariadicArg(1));
            // 0 is the calling thread.
            long result = (long) syscall.invokeExact((long) number, 0, attributes, 0);
            log.debug("passwords are hashed with {} priority", result == 0 ? "low" : "ordinary");
        } catch (Throwable unsupported) {
            log.debug("passwords are hashed with ordinary priority: {}", unsupported.getMessage());
        }
    }

    private static void set(MemorySegment attributes, String name, int value) {
        ATTRIBUTES.varHandle(PathElement.groupElement(name)).set(attributes, 0L, value);
    }
}
