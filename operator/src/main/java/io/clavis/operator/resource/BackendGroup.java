package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group of the backend's domain. */
public record BackendGroup(String name, @Nullable String description, List<RoleAssignment> roleAssignments) {
    public BackendGroup {
        roleAssignments = roleAssignments == null ? List.of() : List.copyOf(roleAssignments);
    }

    /**
     * What the group may do, and where.
     *
     * @param project null where it is for the domain
     * @param domain whether it is for the domain of the backend
     */
    public record RoleAssignment(String role, @Nullable Project project, Boolean domain) {
        public RoleAssignment {
            domain = domain != null && domain;
        }
    }

    /**
     * A project by its name.
     *
     * @param domainName null for the domain of the backend
     */
    public record Project(String name, @Nullable String domainName) {}
}
