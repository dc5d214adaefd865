package io.clavis.operator.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a Keystone mapping.
 *
 * @param remote what has to be true of the assertion
 * @param local who that is here
 */
public record MappingRule(List<Remote> remote, List<Local> local) {
    public MappingRule {
        remote = remote == null ? List.of() : List.copyOf(remote);
        local = local == null ? List.of() : List.copyOf(local);
    }

    /** A condition on one attribute. A list that is not given is null, which is not the same as one that is empty. */
    public record Remote(
            String type,
            @Nullable List<String> anyOneOf,
            @Nullable List<String> notAnyOf,
            @Nullable List<String> whitelist,
            @Nullable List<String> blacklist,
            @Nullable Boolean regex) {}

    /** What the user becomes here. */
    public record Local(
            @Nullable User user,
            @Nullable Group group,
            @Nullable String groups,
            @Nullable String groupIds,
            @Nullable Domain domain,
            @Nullable List<Project> projects) {}

    /** The user. */
    public record User(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String type,
            @Nullable Domain domain) {}

    /** A group, by its id or by its name and domain. */
    public record Group(
            @Nullable String id,
            @Nullable String name,
            @Nullable Domain domain) {}

    /** A domain, by its id or by its name. */
    public record Domain(@Nullable String id, @Nullable String name) {}

    /** A project that is made for the user. */
    public record Project(String name, List<Role> roles) {
        public Project {
            roles = roles == null ? List.of() : List.copyOf(roles);
        }
    }

    /** A role on such a project. */
    public record Role(String name) {}
}
