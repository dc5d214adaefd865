package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;

import io.clavis.db.Database;
import io.clavis.db.Ids;
import io.clavis.http.NotFound;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Assignments as they count: groups expanded to their members, inherited grants to the projects below, roles to those
 * that they imply; without roles of domains, and without grants on the system. Each line is there once. A constant
 * number of statements, at most eleven. Thread-safe.
 */
final class EffectiveAssignments {
    private final Database database;
    private final Users users;
    private final Groups groups;
    private final Projects projects;

    EffectiveAssignments(Database database, Users users, Groups groups, Projects projects) {
        this.database = database;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
    }

    /** 404 where the user or the project of the query does not exist. */
    List<Assignment> list(AssignmentQuery query) {
        var subtree = subtree(query);
        var places = places(query, subtree);
        var grants = onTarget(query, places).and(ofActor(query.userId()));
        return database.read(sql -> {
            var expansion = new Expansion(members(sql, query, grants), projects(sql, query, subtree, grants));
            var implications = Implications.of(ImpliedRoleStore.all(sql));
            var domainRoles = RoleStore.idsOfDomainRoles(sql);
            return GrantStore.list(sql, grants).stream()
                    .filter(places::admit)
                    .flatMap(expansion::expand)
                    .flatMap(assignment -> withImplied(assignment, implications))
                    .filter(assignment -> !domainRoles.contains(assignment.roleId()))
                    .filter(assignment ->
                            query.roleId() == null || query.roleId().equals(assignment.roleId()))
                    .distinct()
                    .toList();
        });
    }

    /** The projects that a query is about; empty where it is about all. */
    private List<String> subtree(AssignmentQuery query) {
        if (query.projectId() == null) {
            return List.of();
        }
        var project = query.projectId();
        if (projects.find(project).isEmpty()) {
            throw NotFound.of("project", project);
        }
        var ids = new ArrayList<String>();
        ids.add(project);
        if (query.includeSubtree()) {
            ids.addAll(projects.subtreeIds(project));
        }
        return ids;
    }

    private Condition ofActor(@Nullable String userId) {
        if (userId == null) {
            return DSL.noCondition();
        }
        if (users.find(userId).isEmpty()) {
            throw NotFound.of("user", userId);
        }
        return GrantConditions.toUser(userId).or(GrantConditions.toGroups(groups.groupIdsOf(userId)));
    }

    /**
     * Where grants stand that can count on the projects of a query.
     *
     * @param all whether the query is about no project in particular
     * @param direct the targets of direct grants
     * @param inherited the targets of inherited ones
     */
    private record Places(boolean all, Ids direct, Ids inherited) {
        boolean admit(Grant grant) {
            return all
                    || (grant.inherited() ? inherited : direct)
                            .contains(grant.target().id());
        }
    }

    private Places places(AssignmentQuery query, List<String> subtree) {
        if (query.projectId() == null) {
            return new Places(true, Ids.of(List.of()), Ids.of(List.of()));
        }
        var sources = new ArrayList<>(projects.ancestorIds(query.projectId()));
        if (query.includeSubtree()) {
            sources.addAll(subtree);
        }
        return new Places(false, Ids.of(subtree), Ids.of(sources));
    }

    /** Holds at least for the grants that count; {@link Places#admit} picks. */
    private static Condition onTarget(AssignmentQuery query, Places places) {
        if (query.domainId() != null) {
            return GrantConditions.countingOnDomain(query.domainId());
        }
        var direct = query.wantsDirect() ? GrantConditions.DIRECT : DSL.falseCondition();
        var inherited = query.wantsInherited() ? GrantConditions.INHERITED : DSL.falseCondition();
        if (places.all()) {
            return direct.or(inherited);
        }
        return direct.and(GrantConditions.onProjects(places.direct()))
                .or(inherited.and(places.inherited().atLeast(ASSIGNMENT.TARGET_ID)));
    }

    /** Who is in the groups that hold something; with a user in the query, the user alone. */
    private Members members(DSLContext sql, AssignmentQuery query, Condition grants) {
        var userId = query.userId();
        if (userId != null) {
            return groupId -> List.of(userId);
        }
        var byGroup = MembershipStore.members(
                sql, DSL.select(ASSIGNMENT.ACTOR_ID).from(ASSIGNMENT).where(grants.and(GrantConditions.TO_GROUPS)));
        return groupId -> byGroup.getOrDefault(groupId, List.of());
    }

    /** Where inherited grants count. */
    private static Below projects(DSLContext sql, AssignmentQuery query, List<String> subtree, Condition grants) {
        if (query.projectId() == null) {
            var below = ProjectTrees.below(sql, EffectiveTargets.sources(grants.and(GrantConditions.ON_PROJECTS)));
            var inDomains =
                    ProjectTrees.inDomains(sql, EffectiveTargets.sources(grants.and(GrantConditions.ON_DOMAINS)));
            return grant -> EffectiveTargets.inheriting(grant, below, inDomains);
        }
        if (!query.includeSubtree()) {
            return grant -> subtree;
        }
        // A grant from above counts on all that is asked for, one from within on what is below it.
        var within = Set.copyOf(subtree);
        var below = ProjectTrees.below(sql, EffectiveTargets.sources(grants));
        return grant -> within.contains(grant.target().id())
                ? below.getOrDefault(grant.target().id(), List.of())
                : subtree;
    }

    private static Stream<Assignment> withImplied(Assignment assignment, Implications implications) {
        return Stream.concat(
                Stream.of(assignment),
                implications.stepsFrom(assignment.roleId()).stream().map(assignment::implied));
    }

    private interface Members {
        List<String> of(String groupId);
    }

    private interface Below {
        List<String> of(Grant inherited);
    }

    private record Expansion(Members members, Below below) {
        Stream<Assignment> expand(Grant grant) {
            var assignment = Assignment.of(grant);
            var onTargets =
                    grant.inherited() ? below.of(grant).stream().map(assignment::onProject) : Stream.of(assignment);
            return grant.actor().isGroup()
                    ? onTargets.flatMap(
                            here -> members.of(grant.actor().id()).stream().map(here::forMember))
                    : onTargets;
        }
    }
}
