package io.clavis.operator.identity;

/**
 * A role that somebody has somewhere.
 *
 * @param path where Keystone has it
 */
public record RoleAssignment(String path) {
    /** A user's on a project. */
    public static RoleAssignment ofUserOnProject(String user, String project, String role) {
        return new RoleAssignment(Kind.PROJECTS.one(project) + Kind.USERS.one(user) + Kind.ROLES.one(role));
    }

    /** A user's on a domain. */
    public static RoleAssignment ofUserOnDomain(String user, String domain, String role) {
        return new RoleAssignment(Kind.DOMAINS.one(domain) + Kind.USERS.one(user) + Kind.ROLES.one(role));
    }

    /** A group's on a project. */
    public static RoleAssignment ofGroupOnProject(String group, String project, String role) {
        return new RoleAssignment(Kind.PROJECTS.one(project) + Kind.GROUPS.one(group) + Kind.ROLES.one(role));
    }

    /** A group's on a domain. */
    public static RoleAssignment ofGroupOnDomain(String group, String domain, String role) {
        return new RoleAssignment(Kind.DOMAINS.one(domain) + Kind.GROUPS.one(group) + Kind.ROLES.one(role));
    }

    /** A user's on the whole system. */
    public static RoleAssignment ofUserOnSystem(String user, String role) {
        return new RoleAssignment("/system" + Kind.USERS.one(user) + Kind.ROLES.one(role));
    }

    /** A group's on the whole system. */
    public static RoleAssignment ofGroupOnSystem(String group, String role) {
        return new RoleAssignment("/system" + Kind.GROUPS.one(group) + Kind.ROLES.one(role));
    }
}
