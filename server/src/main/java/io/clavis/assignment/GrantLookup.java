package io.clavis.assignment;

import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import io.clavis.http.NotFound;
import io.clavis.identity.Groups;
import io.clavis.identity.Users;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a request on grants is about, and tells policy rules of it. */
final class GrantLookup {
    private final Roles roles;
    private final Users users;
    private final Groups groups;
    private final Projects projects;

    GrantLookup(Roles roles, Users users, Groups groups, Projects projects) {
        this.roles = roles;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
    }

    Optional<Map<String, @Nullable Object>> role(String id) {
        return roles.find(id).map(RoleView::target);
    }

    Optional<Map<String, @Nullable Object>> actor(Actor actor) {
        return switch (actor.kind()) {
            case USER ->
                users.find(actor.id())
                        .map(user -> map("id", user.id(), "name", user.name(), "domain_id", user.domainId()));
            case GROUP ->
                groups.find(actor.id())
                        .map(group -> map("id", group.id(), "name", group.name(), "domain_id", group.domainId()));
        };
    }

    Optional<Map<String, @Nullable Object>> target(Target target) {
        return switch (target) {
            case OnProject(String id) -> projects.find(id).map(GrantLookup::project);
            case OnDomain(String id) -> projects.findDomain(id).map(found -> map("id", id, "name", found.name()));
            case Target.OnSystem() -> Optional.of(Map.of());
        };
    }

    static NotFound missing(Actor actor) {
        return NotFound.of(actor.kind().text(), actor.id());
    }

    static NotFound missing(Target target) {
        return NotFound.of(word(target), target.id());
    }

    /** The word below which rules find a target. */
    static String word(Target target) {
        return switch (target) {
            case OnProject project -> "project";
            case OnDomain domain -> "domain";
            case Target.OnSystem system -> "system";
        };
    }

    /** What rules find below {@code target.project}. */
    static Map<String, @Nullable Object> project(Project project) {
        var map = map("id", project.id(), "name", project.name(), "domain_id", project.domainId());
        map.put("parent_id", project.parentId());
        map.put("is_domain", project.isDomain());
        map.put("enabled", project.enabled());
        return map;
    }

    private static Map<String, @Nullable Object> map(@Nullable String... pairs) {
        var map = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
