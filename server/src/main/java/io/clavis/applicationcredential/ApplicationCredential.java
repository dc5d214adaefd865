package io.clavis.applicationcredential;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application credential, without its secret.
 *
 * @param projectId null where it was made with a token for no project; nobody can authenticate with it then
 * @param expiresAt null for never
 * @param unrestricted whether its tokens may manage application credentials; null counts as false
 * @param roleIds what was delegated; what counts is what the user still has of it
 * @param accessRules the only requests that its tokens may make; empty for all
 */
public record ApplicationCredential(
        String id,
        String name,
        @Nullable String description,
        String userId,
        @Nullable String projectId,
        @Nullable String system,
        @Nullable Instant expiresAt,
        @Nullable Boolean unrestricted,
        List<String> roleIds,
        List<AccessRule> accessRules) {
    public ApplicationCredential {
        roleIds = List.copyOf(roleIds);
        accessRules = List.copyOf(accessRules);
    }

    /** Whether its tokens may not manage application credentials. */
    public boolean isRestricted() {
        return unrestricted == null || !unrestricted;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
