package io.clavis.assignment;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the list of assignments; null where it does not care.
 *
 * @param system only assignments on the system
 * @param includeSubtree also those on the projects below {@code projectId}
 * @param inherited only inherited ones, or only those that are not
 */
record AssignmentQuery(
        @Nullable String userId,
        @Nullable String groupId,
        @Nullable String roleId,
        @Nullable String projectId,
        @Nullable String domainId,
        boolean system,
        boolean includeSubtree,
        @Nullable Boolean inherited) {
    boolean wantsInherited() {
        return inherited == null || inherited;
    }

    boolean wantsDirect() {
        return inherited == null || !inherited;
    }
}
