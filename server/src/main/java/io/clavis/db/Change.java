package io.clavis.db;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a committed transaction changed; sequences are gap-free and in the order of commits. */
public record Change(
        long sequence,
        Instant time,
        Entity entity,
        String id,
        Operation operation,
        @Nullable String domainId,
        Origin origin) {}
