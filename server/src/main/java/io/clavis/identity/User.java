package io.clavis.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user, whatever place the user comes from.
 *
 * @param name the local name, else the name in the directory, else the display name at the identity provider
 * @param enabled false also for who was inactive for too long ({@code disable_user_account_days_inactive})
 * @param passwordExpiresAt of the current password; null for one that never does, and for no password
 * @param extra what the API knows no attribute for; not to be changed
 */
public record User(
        String id,
        String domainId,
        String name,
        boolean enabled,
        @Nullable String defaultProjectId,
        @Nullable Instant passwordExpiresAt,
        UserOptions options,
        ObjectNode extra) {}
