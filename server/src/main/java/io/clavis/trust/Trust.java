package io.clavis.trust;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trust.
 *
 * @param projectId null for a trust that says no project; nobody gets a token by it
 * @param impersonation whether the trustee's tokens show the trustor
 * @param expiresAt null for never
 * @param remainingUses how many tokens are left; null for any number
 * @param redelegatedTrustId the trust that this one was made by, if it was
 * @param redelegationCount how often it may still be handed on; null counts as not at all
 * @param roleIds what was handed on; what counts is that the trustor still has all of it
 * @param extra what the API knows no attribute for; not to be changed
 */
public record Trust(
        String id,
        String trustorUserId,
        String trusteeUserId,
        @Nullable String projectId,
        boolean impersonation,
        @Nullable Instant expiresAt,
        @Nullable Integer remainingUses,
        @Nullable String redelegatedTrustId,
        @Nullable Integer redelegationCount,
        List<String> roleIds,
        ObjectNode extra) {
    public Trust {
        roleIds = List.copyOf(roleIds);
    }

    /** Whether the end has passed. */
    boolean isExpired(Instant now) {
        return expiresAt != null && now.isAfter(expiresAt);
    }

    /** Whether no token is left. */
    boolean isUsedUp() {
        return remainingUses != null && remainingUses <= 0;
    }

    Trust withRoleIds(List<String> ids) {
        return new Trust(
                id,
                trustorUserId,
                trusteeUserId,
                projectId,
                impersonation,
                expiresAt,
                remainingUses,
                redelegatedTrustId,
                redelegationCount,
                ids,
                extra);
    }

    Trust withExpiresAt(@Nullable Instant end) {
        return new Trust(
                id,
                trustorUserId,
                trusteeUserId,
                projectId,
                impersonation,
                end,
                remainingUses,
                redelegatedTrustId,
                redelegationCount,
                roleIds,
                extra);
    }

    Trust redelegated(@Nullable String from, @Nullable Integer count) {
        return new Trust(
                id,
                trustorUserId,
                trusteeUserId,
                projectId,
                impersonation,
                expiresAt,
                remainingUses,
                from,
                count,
                roleIds,
                extra);
    }
}
