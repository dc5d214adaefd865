package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel says of a thread: see proc_pid_stat(5). */
class LowPriorityTest {
    private static final int NICE = 19;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadGivesWayAndOthersDoNot() throws Exception {
        var of = new CompletableFuture<List<String>>();
        Thread.ofPlatform()
                .start(LowPriority.of(() -> of.complete(threadState())))
                .join();
        assertThat(of.get().get(NICE - 1)).isEqualTo("10");
        assertThat(threadState().get(NICE - 1)).isEqualTo("0");
    }

    private static List<String> threadState() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // The name may hold blanks.
            return List.of(("0 name" + stat.substring(stat.lastIndexOf(')') + 1)).split(" "));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
