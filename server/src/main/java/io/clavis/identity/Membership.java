package io.clavis.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group that a user is in.
 *
 * @param expiresAt null for a membership that lasts
 */
record Membership(Group group, @Nullable Instant expiresAt) {
    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
