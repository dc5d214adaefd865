package io.clavis.operator.pipeline;

import io.clavis.operator.resource.KeystoneStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the pipeline came to.
 *
 * @param again when to run again though nothing changed; null for not at all
 * @param failure what cut it short; to be thrown once the status is written
 */
public record Result(
        KeystoneStatus status,
        List<Notice> notices,
        @Nullable Duration again,
        @Nullable RuntimeException failure) {
    public Result {
        notices = List.copyOf(notices);
    }
}
