package io.clavis.assignment;

import io.clavis.db.Deletion;
import io.clavis.http.Access;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Reply;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The operations on roles. A role of a domain has policy rules of its own. */
public final class RolesApi {
    private static final String PATH = "/v3/roles/{role_id}";
    private final Roles roles;
    private final Deletion deletion;

    public RolesApi(Roles roles, Deletion deletion) {
        this.roles = roles;
        this.deletion = deletion;
    }

    /** Declares them. */
    public void declare(Operations api) {
        api.get("/v3/roles", rules("list_", "s"), this::list)
                .querying("role-list")
                .named("roles");
        api.post("/v3/roles", rules("create_", ""), this::create).accepting("role-create");
        api.get(PATH, rules("get_", ""), this::show).named("role");
        api.patch(PATH, rules("update_", ""), this::update).accepting("role-update");
        api.delete(PATH, rules("delete_", ""), this::delete);
    }

    private static Access rules(String verb, String plural) {
        return Access.anyOf("identity:" + verb + "role" + plural, "identity:" + verb + "domain_role" + plural);
    }

    private Reply list(Call call) {
        var ofDomain = call.query("domain_id").filter(id -> !id.isEmpty()).isPresent();
        call.enforce(ofDomain ? "identity:list_domain_roles" : "identity:list_roles", Map.of());
        var page = roles.list(ListParameters.of(call, "name", "domain_id"));
        return Collection.reply(call, "roles", page, role -> RoleView.json(role, call.links()));
    }

    private Reply create(Call call) {
        var body = call.body("role");
        if (body.path("domain_id").asString("").isEmpty()) {
            call.enforce("identity:create_role", Map.of());
        } else {
            call.enforce("identity:create_domain_role", Map.of("role", PlainJson.map(body)));
        }
        return Reply.created(view(roles.create(call.origin(), body), call));
    }

    private Reply show(Call call) {
        return Reply.ok(view(enforced(call, "get_"), call));
    }

    private Reply update(Call call) {
        var role = enforced(call, "update_");
        var body = call.body("role");
        Attributes.refuseNewId(body, role.id());
        return Reply.ok(view(roles.update(call.origin(), role.id(), body), call));
    }

    private Reply delete(Call call) {
        deletion.delete(call.origin(), enforced(call, "delete_").id());
        return Reply.noContent();
    }

    // Upstream looks the role up first: anyone with a token learns whether it exists.
    private Role enforced(Call call, String verb) {
        var id = call.known().path("role_id");
        var role = roles.find(id).orElseThrow(() -> NotFound.of("role", id));
        var rule = "identity:" + verb + (role.isGlobal() ? "role" : "domain_role");
        call.enforce(rule, Map.of("role", RoleView.target(role)));
        return role;
    }

    private static ObjectNode view(Role role, Call call) {
        return Json.wrap("role", RoleView.json(role, call.links()));
    }
}
