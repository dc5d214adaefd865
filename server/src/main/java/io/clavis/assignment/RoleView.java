package io.clavis.assignment;

import io.clavis.http.Json;
import io.clavis.http.Links;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How roles look in answers, and to policy rules. Pure. */
public final class RoleView {
    private RoleView() {}

    /** The whole role, unknown attributes first, as upstream orders them. */
    public static ObjectNode json(Role role, Links links) {
        var json = attributes(role);
        json.set("links", links.self("/v3/roles/", role.id()));
        return json;
    }

    /** The same without links. */
    public static ObjectNode attributes(Role role) {
        var json = role.extra().deepCopy();
        json.put("id", role.id());
        json.put("name", role.name());
        json.put("domain_id", role.domainId());
        json.put("description", role.description());
        json.set("options", role.options().json());
        return json;
    }

    /** The short form in implications. */
    static ObjectNode brief(Role role, Links links) {
        var json = Json.object().put("id", role.id());
        json.set("links", links.self("/v3/roles/", role.id()));
        return json.put("name", role.name());
    }

    /** What rules find below {@code target.role}. */
    static Map<String, @Nullable Object> target(Role role) {
        var target = new HashMap<String, @Nullable Object>();
        target.put("id", role.id());
        target.put("name", role.name());
        target.put("domain_id", role.domainId());
        target.put("description", role.description());
        return target;
    }
}
