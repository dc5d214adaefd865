package io.clavis.catalog;

import static java.util.Objects.requireNonNull;

import io.clavis.db.Deletion;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The operations on endpoints. */
public final class EndpointApi {
    private final Endpoints endpoints;
    private final Deletion deletion;
    private final ListLimits limits;

    /**
     * @param deletion deletes an endpoint and all that goes with it
     * @param limits how much a list shows
     */
    public EndpointApi(Endpoints endpoints, Deletion deletion, ListLimits limits) {
        this.endpoints = endpoints;
        this.deletion = deletion;
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/endpoints", "identity:list_endpoints", this::list)
                .querying("endpoint-list")
                .named("endpoints");
        api.post("/v3/endpoints", "identity:create_endpoint", this::create).accepting("endpoint-create");
        api.get("/v3/endpoints/{endpoint_id}", "identity:get_endpoint", this::show)
                .named("endpoint");
        api.patch("/v3/endpoints/{endpoint_id}", "identity:update_endpoint", this::update)
                .accepting("endpoint-update");
        api.delete("/v3/endpoints/{endpoint_id}", "identity:delete_endpoint", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "interface", "service_id", "region_id");
        var found = query.filter(endpoints.all(), EndpointApi::attribute);
        var page = limits.capped(query).page(query.after(found, Endpoint::id));
        return Collection.reply(call, "endpoints", page, endpoint -> EndpointView.of(endpoint, call.links()));
    }

    private Reply show(Call call) {
        call.enforce();
        var id = call.path("endpoint_id");
        return Reply.ok(envelope(call, endpoints.find(id).orElseThrow(() -> NotFound.of("endpoint", id))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body("endpoint");
        var endpoint = changed(new Endpoint(Identifier.random(), "", "", null, "", true, Json.object()), body);
        endpoints.create(call.origin(), endpoint, namesRegionOldStyle(body));
        return Reply.created(envelope(call, endpoint));
    }

    private Reply update(Call call) {
        call.enforce();
        var id = call.path("endpoint_id");
        var body = call.body("endpoint");
        Attributes.refuseNewId(body, id);
        var changed =
                endpoints.update(call.origin(), id, endpoint -> changed(endpoint, body), namesRegionOldStyle(body));
        return Reply.ok(envelope(call, changed));
    }

    private Reply delete(Call call) {
        call.enforce();
        deletion.delete(call.origin(), call.path("endpoint_id"));
        return Reply.noContent();
    }

    // The attribute `region` of API v2: it names a region that is created where it is not there yet.
    private static boolean namesRegionOldStyle(ObjectNode body) {
        return !body.hasNonNull("region_id") && body.hasNonNull("region");
    }

    private static Endpoint changed(Endpoint endpoint, ObjectNode body) {
        return new Endpoint(
                endpoint.id(),
                requireNonNull(Attributes.text(body, "interface", endpoint.interfaceName())),
                requireNonNull(Attributes.text(body, "service_id", endpoint.serviceId())),
                Attributes.text(body, namesRegionOldStyle(body) ? "region" : "region_id", endpoint.regionId()),
                requireNonNull(Attributes.text(body, "url", endpoint.url())),
                Attributes.flag(body, "enabled", endpoint.enabled()),
                Attributes.extra(
                        endpoint.extra(),
                        body,
                        "id",
                        "interface",
                        "service_id",
                        "region_id",
                        "region",
                        "url",
                        "enabled",
                        "legacy_endpoint_id"));
    }

    private static @Nullable String attribute(Endpoint endpoint, String name) {
        return switch (name) {
            case "interface" -> endpoint.interfaceName();
            case "service_id" -> endpoint.serviceId();
            default -> endpoint.regionId();
        };
    }

    private static ObjectNode envelope(Call call, Endpoint endpoint) {
        return Json.wrap("endpoint", EndpointView.of(endpoint, call.links()));
    }
}
