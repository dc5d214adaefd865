package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.db.Database;
import io.clavis.db.Ids;
import io.clavis.resource.Projects;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Assignments as they were granted. At most three statements. Thread-safe. */
final class DirectAssignments {
    private final Database database;
    private final Projects projects;

    DirectAssignments(Database database, Projects projects) {
        this.database = database;
        this.projects = projects;
    }

    List<Assignment> list(AssignmentQuery query) {
        var grants = new ArrayList<Grant>();
        if (!query.system()) {
            var projectIds = Ids.of(projectIds(query));
            var condition = condition(query, projectIds);
            database.read(sql -> GrantStore.list(sql, condition)).stream()
                    .filter(grant -> query.projectId() == null
                            || projectIds.contains(grant.target().id()))
                    .forEach(grants::add);
        }
        if (query.system() || (query.projectId() == null && query.domainId() == null)) {
            grants.addAll(database.read(sql -> GrantStore.listOnSystem(sql, onSystem(query))));
        }
        return grants.stream().map(Assignment::of).toList();
    }

    private static Condition condition(AssignmentQuery query, Ids projectIds) {
        var conditions = new ArrayList<Condition>();
        if (query.roleId() != null) {
            conditions.add(ASSIGNMENT.ROLE_ID.eq(query.roleId()));
        }
        if (query.userId() != null) {
            conditions.add(GrantConditions.toUser(query.userId()));
        }
        if (query.groupId() != null) {
            conditions.add(GrantConditions.toGroups(List.of(query.groupId())));
        }
        if (query.projectId() != null) {
            conditions.add(GrantConditions.onProjects(projectIds));
        }
        if (query.domainId() != null) {
            conditions.add(GrantConditions.onDomain(query.domainId()));
        }
        if (query.inherited() != null) {
            conditions.add(query.inherited() ? GrantConditions.INHERITED : GrantConditions.DIRECT);
        }
        return DSL.and(conditions);
    }

    /** The projects that a query is about; empty where it is about all. */
    private List<String> projectIds(AssignmentQuery query) {
        if (query.projectId() == null) {
            return List.of();
        }
        if (!query.includeSubtree()) {
            return List.of(query.projectId());
        }
        var ids = new ArrayList<>(projects.subtreeIds(query.projectId()));
        ids.add(query.projectId());
        return ids;
    }

    private static Condition onSystem(AssignmentQuery query) {
        var conditions = new ArrayList<Condition>();
        if (query.userId() != null) {
            conditions.add(GrantConditions.systemToUser(query.userId()));
        }
        if (query.groupId() != null) {
            conditions.add(GrantConditions.systemToGroups(List.of(query.groupId())));
        }
        if (query.roleId() != null) {
            conditions.add(SYSTEM_ASSIGNMENT.ROLE_ID.eq(query.roleId()));
        }
        return DSL.and(conditions);
    }
}
