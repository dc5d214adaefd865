package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.db.Ids;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Which grants a statement is about. The types are inlined, because PostgreSQL's column is an ENUM. Pure. */
final class GrantConditions {
    static final Condition TO_USERS = types("UserProject", "UserDomain");
    static final Condition TO_GROUPS = types("GroupProject", "GroupDomain");
    static final Condition ON_PROJECTS = types("UserProject", "GroupProject");
    static final Condition ON_DOMAINS = types("UserDomain", "GroupDomain");
    static final Condition INHERITED = ASSIGNMENT.INHERITED.isTrue();
    static final Condition DIRECT = ASSIGNMENT.INHERITED.isFalse();

    private GrantConditions() {}

    static Condition toUser(String userId) {
        return TO_USERS.and(ASSIGNMENT.ACTOR_ID.eq(userId));
    }

    static Condition toGroups(Collection<String> groupIds) {
        return groupIds.isEmpty() ? DSL.falseCondition() : TO_GROUPS.and(ASSIGNMENT.ACTOR_ID.in(groupIds));
    }

    static Condition onProjects(Collection<String> projectIds) {
        return ON_PROJECTS.and(ASSIGNMENT.TARGET_ID.in(projectIds));
    }

    /** At least the grants on these projects; {@link Ids#contains} picks. */
    static Condition onProjects(Ids projectIds) {
        return ON_PROJECTS.and(projectIds.atLeast(ASSIGNMENT.TARGET_ID));
    }

    static Condition onDomain(String domainId) {
        return ON_DOMAINS.and(ASSIGNMENT.TARGET_ID.eq(domainId));
    }

    /** What counts on a project: given there directly, or inherited from above. */
    static Condition countingOnProject(String projectId, List<String> ancestorIds) {
        var direct = DIRECT.and(onProjects(List.of(projectId)));
        return ancestorIds.isEmpty() ? direct : direct.or(INHERITED.and(ASSIGNMENT.TARGET_ID.in(ancestorIds)));
    }

    /** What counts on a domain: only what is given there directly. */
    static Condition countingOnDomain(String domainId) {
        return DIRECT.and(onDomain(domainId));
    }

    static Condition systemToUser(String userId) {
        return SYSTEM_ASSIGNMENT.TYPE.eq("UserSystem").and(SYSTEM_ASSIGNMENT.ACTOR_ID.eq(userId));
    }

    static Condition systemToGroups(Collection<String> groupIds) {
        return groupIds.isEmpty()
                ? DSL.falseCondition()
                : SYSTEM_ASSIGNMENT.TYPE.eq("GroupSystem").and(SYSTEM_ASSIGNMENT.ACTOR_ID.in(groupIds));
    }

    private static Condition types(String one, String other) {
        Field<String> type = ASSIGNMENT.TYPE;
        return type.in(DSL.inline(one), DSL.inline(other));
    }
}
