package io.clavis.assignment;

import io.clavis.assignment.AssignmentNames.Named;
import io.clavis.http.Json;
import io.clavis.http.Links;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How assignments look in answers. Pure. */
final class AssignmentView {
    private final Links links;
    private final Optional<AssignmentNames.Found> names;

    AssignmentView(Links links, Optional<AssignmentNames.Found> names) {
        this.links = links;
        this.names = names;
    }

    ObjectNode json(Assignment assignment) {
        var json = Json.object();
        json.set("links", links(assignment));
        json.set("scope", scope(assignment));
        var actor = assignment.actor();
        json.set(
                actor.kind().text(),
                thing(actor.id(), names.map(found -> found.actor(actor)).orElse(null)));
        json.set("role", role(assignment.roleId()));
        return json;
    }

    private ObjectNode scope(Assignment assignment) {
        var scope = Json.object();
        switch (assignment.target()) {
            case Target.OnProject(String id) ->
                scope.set(
                        "project",
                        thing(id, names.map(found -> found.project(id)).orElse(null)));
            case Target.OnDomain(String id) -> scope.set("domain", domain(id));
            case Target.OnSystem() -> scope.set("system", Json.object().put("all", true));
        }
        if (isInherited(assignment)) {
            scope.put("OS-INHERIT:inherited_to", "projects");
        }
        return scope;
    }

    private ObjectNode thing(String id, @Nullable Named named) {
        var json = Json.object().put("id", id);
        if (named != null) {
            json.put("name", named.name());
            json.set("domain", domain(named.domainId()));
        }
        return json;
    }

    private ObjectNode role(String id) {
        var json = Json.object().put("id", id);
        names.map(found -> found.role(id)).ifPresent(role -> {
            json.put("name", role.name());
            if (role.domainId() != null) {
                json.set("domain", domain(role.domainId()));
            }
        });
        return json;
    }

    private ObjectNode domain(@Nullable String id) {
        var json = Json.object().put("id", id);
        names.ifPresent(found -> {
            if (id == null) {
                json.putNull("name");
            } else {
                json.put("name", found.project(id).name());
            }
        });
        return json;
    }

    /** The grant from which it follows, the membership and the implication on the way. */
    private ObjectNode links(Assignment assignment) {
        var source = assignment.source();
        var json = Json.object();
        var holder = assignment.actor();
        if (source.groupId() != null) {
            json.put("membership", links.to("/v3/groups/", source.groupId(), holder.path()));
            holder = Actor.group(source.groupId());
        }
        var granted = source.priorRoleId() == null ? assignment.roleId() : source.priorRoleId();
        var target = source.inheritedFrom() == null ? assignment.target() : source.inheritedFrom();
        var path = target.path() + holder.path() + "/roles/" + granted;
        json.put(
                "assignment",
                isInherited(assignment)
                        ? links.to("/v3/OS-INHERIT", path, "/inherited_to_projects")
                        : links.to("/v3", path));
        if (source.priorRoleId() != null) {
            // Upstream's link, with the two roles in this order, leads nowhere; clients know it so.
            json.put("prior_role", links.to("/v3/prior_role/", assignment.roleId(), "/implies/", source.priorRoleId()));
        }
        return json;
    }

    private static boolean isInherited(Assignment assignment) {
        return assignment.inherited() || assignment.source().inheritedFrom() != null;
    }
}
