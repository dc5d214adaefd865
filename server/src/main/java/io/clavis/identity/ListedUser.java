package io.clavis.identity;

import io.clavis.db.Columns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link User} in a list, which can be long.
 *
 * @param extra as the column has it: read only when it is shown
 */
record ListedUser(
        String id,
        String domainId,
        String name,
        boolean enabled,
        @Nullable String defaultProjectId,
        @Nullable Instant passwordExpiresAt,
        UserOptions options,
        @Nullable String extra) {

    User user() {
        return new User(
                id, domainId, name, enabled, defaultProjectId, passwordExpiresAt, options, Columns.extra(extra));
    }
}
