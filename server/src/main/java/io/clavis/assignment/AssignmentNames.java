package io.clavis.assignment;

import io.clavis.identity.Groups;
import io.clavis.identity.UserName;
import io.clavis.resource.ProjectName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the names for a list of assignments, in a constant number of statements. */
public final class AssignmentNames {
    private final Roles roles;
    private final Groups groups;
    private final Function<Collection<String>, Map<String, UserName>> users;
    private final Function<Collection<String>, Map<String, ProjectName>> projects;

    /**
     * @param users finds the names of users by their ids
     * @param projects finds the names of projects and domains by their ids
     */
    public AssignmentNames(
            Roles roles,
            Groups groups,
            Function<Collection<String>, Map<String, UserName>> users,
            Function<Collection<String>, Map<String, ProjectName>> projects) {
        this.roles = roles;
        this.groups = groups;
        this.users = users;
        this.projects = projects;
    }

    /** A thing's name and domain. */
    record Named(String name, @Nullable String domainId) {
        /** For what is gone but still stands in an assignment. */
        static final Named NOTHING = new Named("", "");
    }

    /** Names by id; a domain stands among the projects. */
    record Found(
            Map<String, UserName> users,
            Map<String, Named> groups,
            Map<String, Named> projects,
            Map<String, Named> roles) {
        Named actor(Actor actor) {
            return actor.isGroup() ? groups.getOrDefault(actor.id(), Named.NOTHING) : user(actor.id());
        }

        private Named user(String id) {
            var user = users.get(id);
            return user == null ? Named.NOTHING : new Named(user.name(), user.domainId());
        }

        Named project(String id) {
            return projects.getOrDefault(id, Named.NOTHING);
        }

        Named role(String id) {
            return roles.getOrDefault(id, Named.NOTHING);
        }
    }

    Found of(List<Assignment> assignments) {
        var asked = new Asked();
        assignments.forEach(asked::add);
        var named = users.apply(asked.users);
        var groupNames = new HashMap<String, Named>();
        groups.findAll(asked.groups)
                .forEach(group -> groupNames.put(group.id(), new Named(group.name(), group.domainId())));
        var roleNames = new HashMap<String, Named>();
        roles.findAll(asked.roles).forEach(role -> roleNames.put(role.id(), new Named(role.name(), role.domainId())));
        var places = places(asked.targets);
        var domains = new HashSet<String>();
        named.values().forEach(user -> domains.add(user.domainId()));
        for (var things : List.of(groupNames, places, roleNames)) {
            things.values().stream()
                    .flatMap(thing -> Stream.ofNullable(thing.domainId()))
                    .forEach(domains::add);
        }
        domains.removeAll(places.keySet());
        places.putAll(places(domains));
        return new Found(named, groupNames, places, roleNames);
    }

    /** What assignments name, each once. */
    private static final class Asked {
        private final Set<String> users = new HashSet<>();
        private final Set<String> groups = new HashSet<>();
        private final Set<String> targets = new HashSet<>();
        private final Set<String> roles = new HashSet<>();

        void add(Assignment assignment) {
            var actor = assignment.actor();
            (actor.isGroup() ? groups : users).add(actor.id());
            if (!(assignment.target() instanceof Target.OnSystem)) {
                targets.add(assignment.target().id());
            }
            roles.add(assignment.roleId());
        }
    }

    private Map<String, Named> places(Set<String> ids) {
        var named = new HashMap<String, Named>();
        projects.apply(ids).forEach((id, project) -> named.put(id, new Named(project.name(), project.domainId())));
        return named;
    }
}
