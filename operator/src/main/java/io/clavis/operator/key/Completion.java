package io.clavis.operator.key;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a rotation was complete, as it says itself. */
final class Completion {
    private Completion() {}

    /** Why this is no time of a rotation; empty where it is one. */
    static Optional<String> problem(@Nullable String completedAt) {
        if (completedAt == null) {
            return Optional.of("it does not say when the rotation was complete");
        }
        try {
            var _ = OffsetDateTime.parse(completedAt);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("the time of the rotation is not a moment as RFC 3339 has it");
        }
    }
}
