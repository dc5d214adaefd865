package io.clavis.oauth1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lets a consumer act in a user's name on a project. The secret that goes with it is told once, when it is made,
 * and is no part of this.
 *
 * @param roleIds the roles that the user passed on, without those that they imply
 * @param expiresAt null for never
 */
public record AccessToken(
        String id,
        String userId,
        String projectId,
        List<String> roleIds,
        String consumerId,
        @Nullable Instant expiresAt) {
    public AccessToken {
        roleIds = List.copyOf(roleIds);
    }
}
