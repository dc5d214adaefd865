package io.clavis.db;

import org.jspecify.annotations.Nullable;

/**
 * Who is answerable for a change.
 *
 * @param actorId the user, where one is known
 * @param requestId the request that asked for it
 */
public record Origin(@Nullable String actorId, @Nullable String requestId) {
    /** Changes that the service makes by itself or at the command line. */
    public static final Origin SYSTEM = new Origin(null, null);
}
