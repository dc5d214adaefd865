package io.clavis.assignment;

import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the names for a list of assignments, in a constant number of statements. */
final class AssignmentNames {
    private final Roles roles;
    private final Users users;
    private final Groups groups;
    private final Projects projects;

    AssignmentNames(Roles roles, Users users, Groups groups, Projects projects) {
        this.roles = roles;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
    }

    /** A thing's name and domain. */
    record Named(String name, @Nullable String domainId) {
        /** For what is gone but still stands in an assignment. */
        static final Named NOTHING = new Named("", "");
    }

    /** Names by id; a domain stands among the projects. */
    record Found(Map<Actor, Named> actors, Map<String, Named> projects, Map<String, Named> roles) {
        Named actor(Actor actor) {
            return actors.getOrDefault(actor, Named.NOTHING);
        }

        Named project(String id) {
            return projects.getOrDefault(id, Named.NOTHING);
        }

        Named role(String id) {
            return roles.getOrDefault(id, Named.NOTHING);
        }
    }

    Found of(List<Assignment> assignments) {
        var actors = new HashMap<Actor, Named>();
        users.names(actorIds(assignments, actor -> !actor.isGroup()))
                .forEach((id, user) -> actors.put(Actor.user(id), new Named(user.name(), user.domainId())));
        groups.findAll(actorIds(assignments, Actor::isGroup))
                .forEach(group -> actors.put(Actor.group(group.id()), new Named(group.name(), group.domainId())));
        var found = new HashMap<String, Named>();
        roles.findAll(ids(assignments)).forEach(role -> found.put(role.id(), new Named(role.name(), role.domainId())));
        var places = places(targetIds(assignments));
        places.putAll(places(missingDomains(List.of(actors.values(), places.values(), found.values()), places)));
        return new Found(actors, places, found);
    }

    private Map<String, Named> places(Set<String> ids) {
        var named = new HashMap<String, Named>();
        projects.names(ids).forEach((id, project) -> named.put(id, new Named(project.name(), project.domainId())));
        return named;
    }

    private static Set<String> missingDomains(List<Collection<Named>> namedThings, Map<String, Named> known) {
        var domainIds = new HashSet<String>();
        for (var things : namedThings) {
            for (var thing : things) {
                if (thing.domainId() != null && !known.containsKey(thing.domainId())) {
                    domainIds.add(thing.domainId());
                }
            }
        }
        return domainIds;
    }

    private static Set<String> actorIds(List<Assignment> assignments, Predicate<Actor> kind) {
        return assignments.stream()
                .map(Assignment::actor)
                .filter(kind)
                .map(Actor::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> targetIds(List<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> !(assignment.target() instanceof Target.OnSystem))
                .map(assignment -> assignment.target().id())
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::roleId).collect(Collectors.toSet());
    }
}
