package io.clavis.assignment;

import io.clavis.assignment.AssignmentNames.Named;
import io.clavis.http.Json;
import io.clavis.http.Links;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.node.ObjectNode;

/** How the assignments of one list look in the answer. What many of them name is rendered once. For one thread. */
final class AssignmentView {
    private final Links links;
    private final Optional<AssignmentNames.Found> names;
    private final Map<Target, SerializableString> targets = new HashMap<>();
    private final Map<String, SerializableString> roles = new HashMap<>();
    private final Map<String, SerializableString> groups = new HashMap<>();
    private final Map<String, SerializableString> domains = new HashMap<>();

    AssignmentView(Links links, Optional<AssignmentNames.Found> names) {
        this.links = links;
        this.names = names;
    }

    /** Writes one of them. */
    void write(Assignment assignment, JsonGenerator out) {
        out.writeStartObject();
        out.writeName("links");
        writeLinks(assignment, out);
        out.writeName("scope");
        writeScope(assignment, out);
        writeActor(assignment.actor(), out);
        out.writeName("role");
        out.writeRawValue(roles.computeIfAbsent(assignment.roleId(), id -> rendered(role(id))));
        out.writeEndObject();
    }

    private void writeScope(Assignment assignment, JsonGenerator out) {
        out.writeStartObject();
        switch (assignment.target()) {
            case Target.OnProject project -> out.writeName("project");
            case Target.OnDomain domain -> out.writeName("domain");
            case Target.OnSystem system -> out.writeName("system");
        }
        out.writeRawValue(targets.computeIfAbsent(assignment.target(), target -> rendered(target(target))));
        if (isInherited(assignment)) {
            out.writeStringProperty("OS-INHERIT:inherited_to", "projects");
        }
        out.writeEndObject();
    }

    private void writeActor(Actor actor, JsonGenerator out) {
        out.writeName(actor.kind().text());
        if (actor.isGroup()) {
            var named = names.map(found -> found.actor(actor)).orElse(null);
            out.writeRawValue(groups.computeIfAbsent(actor.id(), id -> rendered(thing(id, named))));
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("id", actor.id());
        names.map(found -> found.actor(actor)).ifPresent(user -> {
            out.writeStringProperty("name", user.name());
            out.writeName("domain");
            out.writeRawValue(
                    domains.computeIfAbsent(String.valueOf(user.domainId()), id -> rendered(domain(user.domainId()))));
        });
        out.writeEndObject();
    }

    private ObjectNode target(Target target) {
        return switch (target) {
            case Target.OnProject(String id) ->
                thing(id, names.map(found -> found.project(id)).orElse(null));
            case Target.OnDomain(String id) -> domain(id);
            case Target.OnSystem() -> Json.object().put("all", true);
        };
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

    private static SerializableString rendered(ObjectNode json) {
        return new SerializedString(json.toString());
    }

    /** The grant from which it follows, the membership and the implication on the way. */
    private void writeLinks(Assignment assignment, JsonGenerator out) {
        var source = assignment.source();
        var holder = assignment.actor();
        out.writeStartObject();
        if (source.groupId() != null) {
            out.writeStringProperty("membership", links.to("/v3/groups/", source.groupId(), holder.path()));
            holder = Actor.group(source.groupId());
        }
        var granted = source.priorRoleId() == null ? assignment.roleId() : source.priorRoleId();
        var target = source.inheritedFrom() == null ? assignment.target() : source.inheritedFrom();
        boolean inherited = isInherited(assignment);
        out.writeStringProperty(
                "assignment",
                links.base() + (inherited ? "/v3/OS-INHERIT" : "/v3") + target.path() + holder.path() + "/roles/"
                        + granted + (inherited ? "/inherited_to_projects" : ""));
        if (source.priorRoleId() != null) {
            // Upstream's link, with the two roles in this order, leads nowhere; clients know it so.
            out.writeStringProperty(
                    "prior_role", links.to("/v3/prior_role/", assignment.roleId(), "/implies/", source.priorRoleId()));
        }
        out.writeEndObject();
    }

    private static boolean isInherited(Assignment assignment) {
        return assignment.inherited() || assignment.source().inheritedFrom() != null;
    }
}
