package io.clavis.endpointpolicy;

import io.clavis.catalog.Endpoints;
import io.clavis.catalog.Regions;
import io.clavis.catalog.Services;
import io.clavis.http.Call;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.util.function.Function;

/** The operations on what a policy is for (OS-ENDPOINT-POLICY). */
public final class PolicyAssociationApi {
    private static final String OF_POLICY = "/v3/policies/{policy_id}/OS-ENDPOINT-POLICY";

    private final Policies policies;
    private final PolicyAssociations associations;
    private final Endpoints endpoints;
    private final Services services;
    private final Regions regions;

    public PolicyAssociationApi(
            Policies policies,
            PolicyAssociations associations,
            Endpoints endpoints,
            Services services,
            Regions regions) {
        this.policies = policies;
        this.associations = associations;
        this.endpoints = endpoints;
        this.services = services;
        this.regions = regions;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        declare(api, "/endpoints/{endpoint_id}", "endpoint", this::endpoint);
        declare(api, "/services/{service_id}", "service", this::service);
        declare(api, "/services/{service_id}/regions/{region_id}", "region_and_service", this::serviceInRegion);
    }

    private void declare(Operations api, String path, String kind, Function<Call, PolicySubject> subject) {
        var address = OF_POLICY + path;
        api.get(address, "identity:check_policy_association_for_" + kind, call -> check(call, subject))
                .answering(204)
                .named(relation(kind + "_policy_association"));
        api.put(address, "identity:create_policy_association_for_" + kind, call -> associate(call, subject));
        api.delete(address, "identity:delete_policy_association_for_" + kind, call -> dissociate(call, subject));
    }

    static Relation relation(String name) {
        return Relation.extension("OS-ENDPOINT-POLICY", "1.0", name);
    }

    private Reply check(Call call, Function<Call, PolicySubject> subject) {
        call.enforce();
        var policy = policies.require(call.path("policy_id"));
        associations.check(policy.id(), subject.apply(call));
        return Reply.noContent();
    }

    private Reply associate(Call call, Function<Call, PolicySubject> subject) {
        call.enforce();
        var policy = policies.require(call.path("policy_id"));
        associations.associate(call.origin(), policy.id(), subject.apply(call));
        return Reply.noContent();
    }

    private Reply dissociate(Call call, Function<Call, PolicySubject> subject) {
        call.enforce();
        var policy = policies.require(call.path("policy_id"));
        associations.dissociate(call.origin(), policy.id(), subject.apply(call));
        return Reply.noContent();
    }

    private PolicySubject endpoint(Call call) {
        var id = call.path("endpoint_id");
        return PolicySubject.endpoint(endpoints
                .find(id)
                .orElseThrow(() -> NotFound.of("endpoint", id))
                .id());
    }

    private PolicySubject service(Call call) {
        return PolicySubject.service(serviceId(call));
    }

    private PolicySubject serviceInRegion(Call call) {
        var serviceId = serviceId(call);
        var id = call.path("region_id");
        var region = regions.find(id).orElseThrow(() -> NotFound.of("region", id));
        return PolicySubject.serviceInRegion(serviceId, region.id());
    }

    private String serviceId(Call call) {
        var id = call.path("service_id");
        return services.find(id).orElseThrow(() -> NotFound.of("service", id)).id();
    }
}
