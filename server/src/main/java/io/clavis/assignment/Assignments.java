package io.clavis.assignment;

import io.clavis.db.Transaction;
import java.util.Collection;
import java.util.List;

/**
 * Who holds which roles where, as it counts: grants to the user and to the user's groups, direct and inherited, with all
 * implied roles and without roles of domains. Each answer takes a constant number of statements. Thread-safe.
 */
public final class Assignments {
    /** The roles of a user on a project, by id. */
    public List<Role> effectiveRolesOnProject(String userId, String projectId) {
        throw new UnsupportedOperationException(userId + projectId);
    }

    /** The same with the roles of domains, which a trust may pass on. */
    public List<Role> allRolesOnProject(String userId, String projectId) {
        throw new UnsupportedOperationException(userId + projectId);
    }

    /** The roles of a user on a domain, by id. */
    public List<Role> effectiveRolesOnDomain(String userId, String domainId) {
        throw new UnsupportedOperationException(userId + domainId);
    }

    /** The roles of a user on the system, by id. */
    public List<Role> effectiveRolesOnSystem(String userId) {
        throw new UnsupportedOperationException(userId);
    }

    /** The roles that groups have on a project, by id: for a federated user whose groups stand in the token. */
    public List<Role> rolesOfGroupsOnProject(Collection<String> groupIds, String projectId) {
        throw new UnsupportedOperationException(groupIds + projectId);
    }

    /** The roles that groups have on a domain, by id. */
    public List<Role> rolesOfGroupsOnDomain(Collection<String> groupIds, String domainId) {
        throw new UnsupportedOperationException(groupIds + domainId);
    }

    /** The roles that groups have on the system, by id. */
    public List<Role> rolesOfGroupsOnSystem(Collection<String> groupIds) {
        throw new UnsupportedOperationException(groupIds.toString());
    }

    /** The projects on which a user has a role. */
    public List<String> projectIdsOf(String userId) {
        throw new UnsupportedOperationException(userId);
    }

    /** The domains on which a user has a role. */
    public List<String> domainIdsOf(String userId) {
        throw new UnsupportedOperationException(userId);
    }

    /** The projects on which groups have a role. */
    public List<String> projectIdsOfGroups(Collection<String> groupIds) {
        throw new UnsupportedOperationException(groupIds.toString());
    }

    /** The domains on which groups have a role. */
    public List<String> domainIdsOfGroups(Collection<String> groupIds) {
        throw new UnsupportedOperationException(groupIds.toString());
    }

    /** Whether a user has a role on the system. */
    public boolean hasSystemRole(String userId) {
        return !effectiveRolesOnSystem(userId).isEmpty();
    }

    /** Takes every role away from a user who is deleted. */
    public void deleteForUser(Transaction tx, String userId) {
        throw new UnsupportedOperationException(tx + userId);
    }

    /** Takes every role away from a group that is deleted. */
    public void deleteForGroup(Transaction tx, String groupId) {
        throw new UnsupportedOperationException(tx + groupId);
    }

    /** Takes away every role on a project that is deleted. */
    public void deleteForProject(Transaction tx, String projectId) {
        throw new UnsupportedOperationException(tx + projectId);
    }

    /** Takes away every role on a domain that is deleted. */
    public void deleteForDomain(Transaction tx, String domainId) {
        throw new UnsupportedOperationException(tx + domainId);
    }

    /** Takes a role that is deleted away from everybody. */
    public void deleteForRole(Transaction tx, String roleId) {
        throw new UnsupportedOperationException(tx + roleId);
    }
}
