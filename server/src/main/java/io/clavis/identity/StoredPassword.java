package io.clavis.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of table password.
 *
 * @param hash null where a password was taken away
 * @param expiresAt null for never
 * @param selfService whether its owner chose it
 */
record StoredPassword(
        int id,
        @Nullable String hash,
        Instant createdAt,
        @Nullable Instant expiresAt,
        boolean selfService) {
    @Override
    public String toString() {
        return "StoredPassword[" + id + "]";
    }
}
