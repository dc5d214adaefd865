package io.clavis.assignment;

import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import io.clavis.resource.ResourceOptions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a request says of a role, laid over what is there. Pure. */
final class RoleBody {
    // What the API knows; "extra" itself is never taken from a request.
    private static final Set<String> KNOWN = Set.of("id", "name", "domain_id", "description", "options", "extra");

    private RoleBody() {}

    /** A new role. */
    static Role create(String id, ObjectNode body) {
        var options = body.path("options");
        return new Role(
                id,
                body.path("name").asString(""),
                text(body, "domain_id"),
                description(body),
                ResourceOptions.NONE.with(options),
                withExtra(JsonNodeFactory.instance.objectNode(), body, true));
    }

    /** A role after a change. 403 for one that is immutable, 400 for another id or domain. */
    static Role update(Role before, ObjectNode body) {
        refuseIfImmutable(before, body);
        if (body.has("domain_id") && !Objects.equals(text(body, "domain_id"), before.domainId())) {
            throw new BadRequest("Update of `domain_id` is not allowed.");
        }
        return new Role(
                before.id(),
                body.has("name") ? body.path("name").asString("") : before.name(),
                before.domainId(),
                body.has("description") ? description(body) : before.description(),
                before.options().with(body.path("options")),
                withExtra(before.extra().deepCopy(), body, false));
    }

    private static @Nullable String description(ObjectNode body) {
        var description = text(body, "description");
        Attributes.checkLength(description, "description", 255);
        return description;
    }

    /** An immutable role can only be made mutable again, by a change of nothing else. */
    private static void refuseIfImmutable(Role before, ObjectNode body) {
        if (!before.options().isImmutable()) {
            return;
        }
        var immutable = body.path("options").get(ResourceOptions.IMMUTABLE);
        boolean releases = body.size() == 1 && immutable != null && !immutable.asBoolean(false);
        if (!releases) {
            throw immutable(before, "update");
        }
    }

    /** The refusal to change or delete an immutable role. */
    static Forbidden immutable(Role role, String verb) {
        return Forbidden.because("Unable to " + verb + " immutable role resource: `" + role.id()
                + ". Set resource option \"immutable\" to false first.");
    }

    private static ObjectNode withExtra(ObjectNode extra, ObjectNode body, boolean normalize) {
        body.properties().forEach(member -> {
            if (!KNOWN.contains(member.getKey())) {
                extra.set(normalize ? normalized(member.getKey()) : member.getKey(), member.getValue());
            }
        });
        return extra;
    }

    // Upstream normalises the names of attributes when it creates a thing, though not when it changes one.
    private static String normalized(String name) {
        return name.replace(':', '_').replace('-', '_');
    }

    private static @Nullable String text(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }
}
