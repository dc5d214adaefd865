package io.clavis.endpointpolicy;

import io.clavis.catalog.EndpointView;
import io.clavis.catalog.Endpoints;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;

/** The operations that tell which policy is in force where (OS-ENDPOINT-POLICY). */
public final class EndpointPolicyApi {
    private final EndpointPolicies inForce;
    private final Policies policies;
    private final Endpoints endpoints;

    public EndpointPolicyApi(EndpointPolicies inForce, Policies policies, Endpoints endpoints) {
        this.inForce = inForce;
        this.policies = policies;
        this.endpoints = endpoints;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(
                        "/v3/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy",
                        "identity:get_policy_for_endpoint",
                        this::policy)
                .named(PolicyAssociationApi.relation("endpoint_policy"));
        api.get(
                        "/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints",
                        "identity:list_endpoints_for_policy",
                        this::endpoints)
                .named(PolicyAssociationApi.relation("policy_endpoints"));
    }

    private Reply policy(Call call) {
        call.enforce();
        var id = call.path("endpoint_id");
        var endpoint = endpoints.find(id).orElseThrow(() -> NotFound.of("endpoint", id));
        var policy = policies.require(inForce.policyId(endpoint)
                .orElseThrow(() -> new NotFound("No policy is associated with endpoint " + id + ".")));
        var view = PolicyApi.view(policy);
        // Upstream links a policy that is reached by its endpoint as if it were one.
        view.set("links", call.links().self("/v3/endpoints/", policy.id()));
        return Reply.ok(Json.wrap("policy", view));
    }

    private Reply endpoints(Call call) {
        call.enforce();
        var policy = policies.require(call.path("policy_id"));
        var items = inForce.endpoints(policy.id()).stream()
                .map(endpoint -> EndpointView.withoutRegion(endpoint, call.links()))
                .toList();
        return Collection.reply(call, "endpoints", items);
    }
}
