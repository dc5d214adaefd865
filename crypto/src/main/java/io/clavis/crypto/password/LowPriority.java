package io.clavis.crypto.password;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread give way to others: what hashes passwords uses the time that is left, and a bit. Java's own priorities
 * count for nothing on Linux, where nice values belong to threads.
 */
final class LowPriority {
    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);
    private static final int NICER = 10;
    private static final int FAILED = -1;

    private LowPriority() {}

    /** The work, on a thread that gives way from its beginning; an ordinary one where that is not possible. */
    static Runnable of(Runnable work) {
        return () -> {
            lower();
            work.run();
        };
    }

    private static void lower() {
        // Elsewhere the whole process would be meant.
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            var linker = Linker.nativeLinker();
            var symbol = linker.defaultLookup().find("nice");
            if (symbol.isEmpty()) {
                return;
            }
            var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            int result = (int) linker.downcallHandle(symbol.get(), signature).invokeExact(NICER);
            log.debug("passwords are hashed with nice value {}", result == FAILED ? "as others" : result);
        } catch (Throwable unsupported) {
            log.debug("passwords are hashed with ordinary priority: {}", unsupported.getMessage());
        }
    }
}
