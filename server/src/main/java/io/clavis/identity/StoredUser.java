package io.clavis.identity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user as the tables have it.
 *
 * @param enabled as stored, without regard to inactivity
 * @param account null for who comes from elsewhere
 */
record StoredUser(
        String id,
        String domainId,
        String name,
        boolean enabled,
        @Nullable String defaultProjectId,
        @Nullable Instant createdAt,
        @Nullable LocalDate lastActiveAt,
        @Nullable LocalAccount account,
        @Nullable Instant passwordExpiresAt,
        UserOptions options,
        ObjectNode extra) {

    User user(SecurityCompliance compliance, Instant now) {
        boolean usable =
                enabled && (options.ignoresInactivity() || !compliance.isInactive(lastActiveAt, createdAt, now));
        return new User(id, domainId, name, usable, defaultProjectId, passwordExpiresAt, options, extra);
    }

    ListedUser listed(SecurityCompliance compliance, Instant now) {
        var user = user(compliance, now);
        return new ListedUser(
                id,
                domainId,
                name,
                user.enabled(),
                defaultProjectId,
                passwordExpiresAt,
                options,
                extra.isEmpty() ? null : extra.toString());
    }
}
