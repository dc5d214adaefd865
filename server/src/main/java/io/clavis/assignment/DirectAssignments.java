package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.db.Database;
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
            var condition = condition(query);
            grants.addAll(database.read(sql -> GrantStore.list(sql, condition)));
        }
        if (query.system() || (query.projectId() == null && query.domainId() == null)) {
            grants.addAll(database.read(sql -> GrantStore.listOnSystem(sql, onSystem(query))));
        }
        return grants.stream().map(Assignment::of).toList();
    }

    private Condition condition(AssignmentQuery query) {
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
            conditions.add(GrantConditions.onProjects(projectIds(query.projectId(), query.includeSubtree())));
        }
        if (query.domainId() != null) {
            conditions.add(GrantConditions.onDomain(query.domainId()));
        }
        if (query.inherited() != null) {
            conditions.add(query.inherited() ? GrantConditions.INHERITED : GrantConditions.DIRECT);
        }
        return DSL.and(conditions);
    }

    private List<String> projectIds(String projectId, boolean includeSubtree) {
        if (!includeSubtree) {
            return List.of(projectId);
        }
        var ids = new ArrayList<>(projects.subtreeIds(projectId));
        ids.add(projectId);
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
