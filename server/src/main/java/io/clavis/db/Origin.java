package io.clavis.db;

import org.jspecify.annotations.Nullable;

/** Who asked for a write, and in which request: what its changes are recorded with. */
public record Origin(@Nullable String actorId, @Nullable String requestId) {
    /** The service itself: bootstrap, maintenance, expiry. */
    public static final Origin SYSTEM = new Origin(null, null);
}
