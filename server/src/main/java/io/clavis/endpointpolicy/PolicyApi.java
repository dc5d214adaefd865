package io.clavis.endpointpolicy;

import static java.util.Objects.requireNonNull;

import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The operations on policies. */
public final class PolicyApi {
    private final Policies policies;
    private final ListLimits limits;

    /** @param limits how much a list shows */
    public PolicyApi(Policies policies, ListLimits limits) {
        this.policies = policies;
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/policies", "identity:list_policies", this::list).named("policies");
        api.post("/v3/policies", "identity:create_policy", this::create).acceptingOnceAllowed("policy-create");
        api.get("/v3/policies/{policy_id}", "identity:get_policy", this::show).named("policy");
        api.patch("/v3/policies/{policy_id}", "identity:update_policy", this::update)
                .acceptingOnceAllowed("policy-update");
        api.delete("/v3/policies/{policy_id}", "identity:delete_policy", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "type");
        var found = query.filter(policies.all(), (policy, name) -> policy.type());
        var page = limits.capped(query).page(query.after(found, Policy::id));
        return Collection.reply(call, "policies", page, policy -> linked(call, policy));
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, policies.require(call.path("policy_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = normalized(call.body("policy"));
        var policy = changed(new Policy(Identifier.random(), StringNode.valueOf(""), "", Json.object()), body);
        policies.create(call.origin(), policy);
        return Reply.created(envelope(call, policy));
    }

    private Reply update(Call call) {
        call.enforce();
        var id = call.path("policy_id");
        var body = call.body("policy");
        if (body.has("id") && !body.path("id").asString("").equals(id)) {
            throw new BadRequest("Cannot change policy ID");
        }
        return Reply.ok(envelope(call, policies.update(call.origin(), id, policy -> changed(policy, body))));
    }

    private Reply delete(Call call) {
        call.enforce();
        policies.delete(call.origin(), call.path("policy_id"));
        return Reply.noContent();
    }

    // Only a new policy's attributes are renamed; a changed one's are taken as they are.
    private static ObjectNode normalized(ObjectNode body) {
        var normalized = Json.object();
        body.properties()
                .forEach(attribute ->
                        normalized.set(attribute.getKey().replace(':', '_').replace('-', '_'), attribute.getValue()));
        return normalized;
    }

    private static Policy changed(Policy policy, ObjectNode body) {
        return new Policy(
                policy.id(),
                body.has("blob") ? body.path("blob") : policy.blob(),
                requireNonNull(Attributes.text(body, "type", policy.type())),
                Attributes.extra(policy.extra(), body, "id", "blob", "type"));
    }

    private static ObjectNode envelope(Call call, Policy policy) {
        return Json.wrap("policy", linked(call, policy));
    }

    private static ObjectNode linked(Call call, Policy policy) {
        var view = view(policy);
        view.set("links", call.links().self("/v3/policies/", policy.id()));
        return view;
    }

    /** A policy without its link. */
    static ObjectNode view(Policy policy) {
        var view = policy.extra().deepCopy().put("id", policy.id());
        view.set("blob", policy.blob());
        return view.put("type", policy.type());
    }
}
