package io.clavis.assignment;

import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on implications. As upstream, whoever has a valid token learns whether the roles exist. */
public final class ImpliedRolesApi {
    private static final String LIST = "/v3/roles/{prior_role_id}/implies";
    private static final String ONE = LIST + "/{implied_role_id}";
    private static final String GET = "identity:get_implied_role";
    private static final String CHECK = "identity:check_implied_role";
    private final Roles roles;
    private final ImpliedRoles impliedRoles;

    public ImpliedRolesApi(Roles roles, ImpliedRoles impliedRoles) {
        this.roles = roles;
        this.impliedRoles = impliedRoles;
    }

    /** Declares them. */
    public void declare(Operations api) {
        api.get(LIST, "identity:list_implied_roles", this::list).named(relation("implied_roles"));
        api.get(ONE, Access.anyOf(GET, CHECK), this::show).named(relation("implied_role"));
        api.put(ONE, "identity:create_implied_role", this::create).answering(201);
        api.delete(ONE, "identity:delete_implied_role", this::delete);
        api.get("/v3/role_inferences", "identity:list_role_inference_rules", this::inferences)
                .named("role_inferences");
    }

    private static Relation relation(String name) {
        var role = "https://docs.openstack.org/api/openstack-identity/3/param/role_id";
        var variables = Map.of("prior_role_id", role, "implied_role_id", role);
        return new Relation(Relation.core(name).uri(), variables);
    }

    private Reply list(Call call) {
        call.caller();
        var prior = role(call, "prior_role_id");
        call.enforce(Map.of("prior_role", RoleView.target(prior)));
        var implied = roles.findAll(impliedRoles.impliedBy(prior.id()));
        return Reply.ok(inference(prior, briefs(implied, call), call, ""));
    }

    private Reply show(Call call) {
        var pair = pair(call);
        if (call.isHead()) {
            call.enforce(CHECK, pair.target());
        }
        call.enforce(GET, pair.target());
        impliedRoles.check(pair.prior(), pair.implied());
        // Upstream answers HEAD with another status than GET.
        return call.isHead() ? Reply.noContent() : Reply.ok(inference(pair, call));
    }

    private Reply create(Call call) {
        var pair = enforced(call);
        impliedRoles.create(call.origin(), pair.prior(), pair.implied());
        return Reply.created(inference(pair, call));
    }

    private Reply delete(Call call) {
        var pair = enforced(call);
        impliedRoles.delete(call.origin(), pair.prior(), pair.implied());
        return Reply.noContent();
    }

    private Reply inferences(Call call) {
        call.enforce();
        var rules = impliedRoles.all();
        var ids = new LinkedHashMap<String, List<String>>();
        rules.stream()
                .collect(Collectors.groupingBy(ImpliedRole::priorRoleId, LinkedHashMap::new, Collectors.toList()))
                .forEach((prior, of) -> ids.put(
                        prior, of.stream().map(ImpliedRole::impliedRoleId).toList()));
        var known = known(rules);
        var inferences = Json.array(List.of());
        ids.forEach((prior, implied) -> inferences.add(rule(prior, implied, known, call)));
        return Reply.ok(Json.wrap("role_inferences", inferences));
    }

    private static ObjectNode rule(String prior, List<String> implied, Map<String, Role> known, Call call) {
        var rule = Json.object();
        rule.set("prior_role", RoleView.brief(role(known, prior), call.links()));
        rule.set("implies", briefs(implied.stream().map(id -> role(known, id)).toList(), call));
        return rule;
    }

    private Map<String, Role> known(List<ImpliedRole> rules) {
        Set<String> ids = rules.stream()
                .flatMap(rule -> List.of(rule.priorRoleId(), rule.impliedRoleId()).stream())
                .collect(Collectors.toSet());
        return roles.findAll(ids).stream().collect(Collectors.toMap(Role::id, Function.identity()));
    }

    private static Role role(Map<String, Role> known, String id) {
        var role = known.get(id);
        if (role == null) {
            throw NotFound.of("role", id);
        }
        return role;
    }

    private record Pair(Role prior, Role implied) {
        Map<String, ?> target() {
            return Map.of("prior_role", RoleView.target(prior), "implied_role", RoleView.target(implied));
        }
    }

    private Pair enforced(Call call) {
        var pair = pair(call);
        call.enforce(pair.target());
        return pair;
    }

    private Pair pair(Call call) {
        call.caller();
        return new Pair(role(call, "prior_role_id"), role(call, "implied_role_id"));
    }

    private Role role(Call call, String variable) {
        var id = call.path(variable);
        return roles.find(id).orElseThrow(() -> NotFound.of("role", id));
    }

    private static ArrayNode briefs(List<Role> roles, Call call) {
        return Json.array(
                roles.stream().map(role -> RoleView.brief(role, call.links())).toList());
    }

    private static ObjectNode inference(Pair pair, Call call) {
        var implied = RoleView.brief(pair.implied(), call.links());
        return inference(pair.prior(), implied, call, "/" + pair.implied().id());
    }

    private static ObjectNode inference(Role prior, JsonNode implies, Call call, String end) {
        var inference = Json.object();
        inference.set("prior_role", RoleView.brief(prior, call.links()));
        inference.set("implies", implies);
        var reply = Json.wrap("role_inference", inference);
        reply.set("links", call.links().self("/v3/roles/", prior.id(), "/implies", end));
        return reply;
    }
}
