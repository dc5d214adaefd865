package io.clavis.trust;

import io.clavis.assignment.Role;
import io.clavis.assignment.Roles;
import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.ExpirationDate;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new trust as a request describes it.
 *
 * @param content the content of {@code trust}, checked against the request schema
 */
record TrustBody(ObjectNode content) {
    private static final String[] KNOWN = {
        "id",
        "trustor_user_id",
        "trustee_user_id",
        "project_id",
        "impersonation",
        "expires_at",
        "remaining_uses",
        "deleted_at",
        "allow_redelegation",
        "redelegated_trust_id",
        "redelegation_count",
        "roles",
        "roles_links",
        "extra"
    };

    String trustorUserId() {
        return content.path("trustor_user_id").asString();
    }

    String trusteeUserId() {
        return content.path("trustee_user_id").asString();
    }

    @Nullable
    String projectId() {
        return Attributes.text(content, "project_id", null);
    }

    /** The trust that the new one is said to be made by. */
    @Nullable
    String redelegatedTrustId() {
        var id = Attributes.text(content, "redelegated_trust_id", null);
        return id == null || id.isEmpty() ? null : id;
    }

    /** Whether it is for a project, but hands on nothing. */
    boolean lacksRoles() {
        var projectId = projectId();
        return projectId != null
                && !projectId.isEmpty()
                && content.path("roles").isEmpty();
    }

    /** The roles by id; 404 for a name that no role has, 400 for one that several have. A statement for each name. */
    List<String> roleIds(Roles roles) {
        var ids = new ArrayList<String>();
        content.path("roles").forEach(role -> ids.add(roleId(role, roles)));
        return ids;
    }

    Redelegation redelegation() {
        return new Redelegation(
                content.path("allow_redelegation").asBoolean(false),
                content.has("redelegation_count"),
                number("redelegation_count"));
    }

    /** The trust without an end. */
    Trust trust(List<String> roleIds) {
        return new Trust(
                Identifier.random(),
                trustorUserId(),
                trusteeUserId(),
                projectId(),
                content.path("impersonation").asBoolean(),
                null,
                number("remaining_uses"),
                null,
                null,
                roleIds,
                Attributes.extra(Json.object(), content, KNOWN));
    }

    /** When it is to end, null for never; 400 for what is no time, or lies in the past. */
    @Nullable
    Instant expiresAt(Instant now) {
        var text = Attributes.text(content, "expires_at", null);
        return text == null ? null : ExpirationDate.parse(text, now);
    }

    private @Nullable Integer number(String name) {
        var value = content.path(name);
        return value.isNumber() ? Integer.valueOf(value.asInt()) : null;
    }

    private static String roleId(JsonNode role, Roles roles) {
        if (role.has("id")) {
            return role.path("id").asString();
        }
        var name = role.path("name").asString();
        var found = roles.findAllByName(name);
        if (found.isEmpty()) {
            throw new NotFound("Role " + name + " is not defined");
        }
        if (found.size() > 1) {
            throw new BadRequest("There are multiple role entities named '" + name
                    + "'. Please use ID instead of names to resolve the ambiguity.");
        }
        return found.stream().map(Role::id).findFirst().orElseThrow();
    }
}
