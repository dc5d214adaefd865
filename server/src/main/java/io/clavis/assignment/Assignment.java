package io.clavis.assignment;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code GET /v3/role_assignments}.
 *
 * @param inherited whether it stands for a grant that counts further below; in effective lists it never does
 * @param source where it comes from, in effective lists
 */
record Assignment(Actor actor, Target target, String roleId, boolean inherited, Source source) {
    /**
     * How a role came to somebody.
     *
     * @param groupId the group through which
     * @param inheritedFrom the project or domain above
     * @param priorRoleId the role that implies it
     */
    record Source(
            @Nullable String groupId,
            @Nullable Target inheritedFrom,
            @Nullable String priorRoleId) {
        static final Source DIRECT = new Source(null, null, null);
    }

    /** A grant as it stands. */
    static Assignment of(Grant grant) {
        return new Assignment(grant.actor(), grant.target(), grant.roleId(), grant.inherited(), Source.DIRECT);
    }

    /** The same for one member of the group that holds it. */
    Assignment forMember(String userId) {
        var through = new Source(actor.id(), source.inheritedFrom(), source.priorRoleId());
        return new Assignment(Actor.user(userId), target, roleId, inherited, through);
    }

    /** The same on a project below its target. */
    Assignment onProject(String projectId) {
        var from = new Source(source.groupId(), target, source.priorRoleId());
        return new Assignment(actor, new Target.OnProject(projectId), roleId, false, from);
    }

    /** The same with a role that follows from another. */
    Assignment implied(Implications.Step step) {
        var from = new Source(source.groupId(), source.inheritedFrom(), step.priorRoleId());
        return new Assignment(actor, target, step.impliedRoleId(), inherited, from);
    }
}
