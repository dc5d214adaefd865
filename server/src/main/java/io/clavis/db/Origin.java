package io.clavis.db;

import org.jspecify.annotations.Nullable;

<<<<<<< HEAD
<<<<<<< HEAD
/**
 * Who is answerable for a change.
 *
 * @param actorId the user, where one is known
 * @param requestId the request that asked for it
 */
public record Origin(@Nullable String actorId, @Nullable String requestId) {
    /** Changes that the service makes by itself or at the command line. */
=======
/** Who asked for a write, and in which request: what its changes are recorded with. */
public record Origin(@Nullable String actorId, @Nullable String requestId) {
    /** The service itself: bootstrap, maintenance, expiry. */
>>>>>>> db
=======
/** Who asked for a write, and in which request: what its changes are recorded with. */
public record Origin(@Nullable String actorId, @Nullable String requestId) {
    /** The service itself: bootstrap, maintenance, expiry. */
>>>>>>> base
    public static final Origin SYSTEM = new Origin(null, null);
}
