package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import io.clavis.identity.Groups;
import io.clavis.resource.Projects;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Condition;

/**
 * Who holds which roles where, as it counts: grants to the user and to the user's groups, direct and inherited, with all
 * implied roles and without roles of domains. Each answer takes a constant number of statements. Thread-safe.
 */
public final class Assignments {
    private final Database database;
    private final Groups groups;
    private final Projects projects;
    private final RoleLoss loss;

    public Assignments(Database database, Groups groups, Projects projects, RoleLoss loss) {
        this.database = database;
        this.groups = groups;
        this.projects = projects;
        this.loss = loss;
    }

    /** The roles of a user on a project, by id; none where the project does not exist. */
    public List<Role> effectiveRolesOnProject(String userId, String projectId) {
        return rolesOnProject(ofUser(userId), projectId, Role::isGlobal);
    }

    /** The same with the roles of domains, which a trust may pass on. */
    public List<Role> allRolesOnProject(String userId, String projectId) {
        return rolesOnProject(ofUser(userId), projectId, role -> true);
    }

    /** The roles of a user on a domain, by id. */
    public List<Role> effectiveRolesOnDomain(String userId, String domainId) {
        return expanded(ofUser(userId).and(GrantConditions.countingOnDomain(domainId)), Role::isGlobal);
    }

    /** The roles of a user on the system, by id. */
    public List<Role> effectiveRolesOnSystem(String userId) {
        var toGroups = GrantConditions.systemToGroups(groups.groupIdsOf(userId));
        return expandedOnSystem(GrantConditions.systemToUser(userId).or(toGroups));
    }

    /** The roles that groups have on a project, by id: for a federated user whose groups stand in the token. */
    public List<Role> rolesOfGroupsOnProject(Collection<String> groupIds, String projectId) {
        return rolesOnProject(GrantConditions.toGroups(groupIds), projectId, Role::isGlobal);
    }

    /** The roles that groups have on a domain, by id. */
    public List<Role> rolesOfGroupsOnDomain(Collection<String> groupIds, String domainId) {
        var counting = GrantConditions.countingOnDomain(domainId);
        return expanded(GrantConditions.toGroups(groupIds).and(counting), Role::isGlobal);
    }

    /** The roles that groups have on the system, by id. */
    public List<Role> rolesOfGroupsOnSystem(Collection<String> groupIds) {
        return expandedOnSystem(GrantConditions.systemToGroups(groupIds));
    }

    /** The roles on the system that were given to a user or to some groups, without what they imply, by id. */
    public List<Role> directRolesOnSystem(String userId, Collection<String> groupIds) {
        var given = GrantConditions.systemToUser(userId).or(GrantConditions.systemToGroups(groupIds));
        return database.read(sql -> {
            var ids = GrantStore.roleIdsOnSystem(sql, given);
            return ids.isEmpty() ? List.<Role>of() : RoleStore.findAll(sql, ids);
        });
    }

    /** The projects on which a user has a role, by id; domains that act as projects are among them. */
    public List<String> projectIdsOf(String userId) {
        return projectIds(ofUser(userId));
    }

    /** The domains on which a user has a role, by id. */
    public List<String> domainIdsOf(String userId) {
        return domainIds(ofUser(userId));
    }

    /** The projects on which groups have a role, by id. */
    public List<String> projectIdsOfGroups(Collection<String> groupIds) {
        return projectIds(GrantConditions.toGroups(groupIds));
    }

    /** The domains on which groups have a role, by id. */
    public List<String> domainIdsOfGroups(Collection<String> groupIds) {
        return domainIds(GrantConditions.toGroups(groupIds));
    }

    /** Whether a user has a role on the system. */
    public boolean hasSystemRole(String userId) {
        return !effectiveRolesOnSystem(userId).isEmpty();
    }

    /** Takes every role away from a user who is deleted. */
    public void deleteForUser(Transaction tx, String userId) {
        record(tx, GrantStore.deleteAll(tx.sql(), GrantConditions.toUser(userId)));
        record(tx, GrantStore.deleteAllOnSystem(tx.sql(), GrantConditions.systemToUser(userId)));
    }

    /** Takes every role away from a group that is deleted; tells whether it had one. */
    public boolean deleteForGroup(Transaction tx, String groupId) {
        var gone = GrantStore.deleteAll(tx.sql(), GrantConditions.toGroups(List.of(groupId)));
        var goneOnSystem = GrantStore.deleteAllOnSystem(tx.sql(), GrantConditions.systemToGroups(List.of(groupId)));
        record(tx, gone);
        record(tx, goneOnSystem);
        return !gone.isEmpty() || !goneOnSystem.isEmpty();
    }

    /** Takes away every role on a project that is deleted. */
    public void deleteForProject(Transaction tx, String projectId) {
        record(tx, GrantStore.deleteAll(tx.sql(), GrantConditions.onProjects(List.of(projectId))));
    }

    /** Takes away every role on a domain that is deleted, also those on the project that it acts as. */
    public void deleteForDomain(Transaction tx, String domainId) {
        record(tx, GrantStore.deleteAll(tx.sql(), ASSIGNMENT.TARGET_ID.eq(domainId)));
    }

    /** Takes a role that is deleted away from everybody, and tells {@link RoleLoss} which users had it on projects. */
    public void deleteForRole(Transaction tx, String roleId) {
        var grants = GrantStore.deleteAll(tx.sql(), ASSIGNMENT.ROLE_ID.eq(roleId));
        record(tx, grants);
        record(tx, GrantStore.deleteAllOnSystem(tx.sql(), SYSTEM_ASSIGNMENT.ROLE_ID.eq(roleId)));
        for (var held : usersOnProjects(grants)) {
            loss.lost(tx, held.userId(), held.projectId());
        }
    }

    private record UserOnProject(String userId, String projectId) {}

    private static Set<UserOnProject> usersOnProjects(List<Grant> grants) {
        return grants.stream()
                .filter(grant -> !grant.actor().isGroup() && grant.target() instanceof Target.OnProject)
                .map(grant ->
                        new UserOnProject(grant.actor().id(), grant.target().id()))
                .collect(Collectors.toSet());
    }

    private static void record(Transaction tx, List<Grant> deleted) {
        deleted.forEach(grant -> tx.changed(Entity.ASSIGNMENT, grant.id(), Operation.DELETED, null));
    }

    private Condition ofUser(String userId) {
        return GrantConditions.toUser(userId).or(GrantConditions.toGroups(groups.groupIdsOf(userId)));
    }

    private List<Role> rolesOnProject(Condition ofActors, String projectId, Predicate<Role> shown) {
        var counting = GrantConditions.countingOnProject(projectId, projects.ancestorIds(projectId));
        return expanded(ofActors.and(counting), shown);
    }

    private List<Role> expanded(Condition grants, Predicate<Role> shown) {
        return database.read(sql -> EffectiveRoles.of(sql, GrantStore.roleIds(sql, grants), shown));
    }

    private List<Role> expandedOnSystem(Condition grants) {
        return database.read(sql -> EffectiveRoles.of(sql, GrantStore.roleIdsOnSystem(sql, grants), Role::isGlobal));
    }

    private List<String> projectIds(Condition ofActors) {
        return database.read(sql -> EffectiveTargets.projectIds(sql, ofActors));
    }

    private List<String> domainIds(Condition ofActors) {
        return database.read(sql -> EffectiveTargets.domainIds(sql, ofActors));
    }
}
