package io.clavis.endpointfilter;

import static java.util.Objects.requireNonNull;

import io.clavis.catalog.EndpointFilter;
import io.clavis.catalog.EndpointView;
import io.clavis.catalog.Endpoints;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.Links;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The operations on endpoint groups. */
public final class EndpointGroupApi {
    private static final Set<String> FILTERS = Set.of("service_id", "region_id", "interface");
    private static final String GROUPS = "/v3/OS-EP-FILTER/endpoint_groups";
    private static final String GROUP = GROUPS + "/{endpoint_group_id}";

    private final EndpointGroups groups;
    private final Endpoints endpoints;
    private final ListLimits limits;

    /** @param limits how much a list shows */
    public EndpointGroupApi(EndpointGroups groups, Endpoints endpoints, ListLimits limits) {
        this.groups = groups;
        this.endpoints = endpoints;
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(GROUPS, "identity:list_endpoint_groups", this::list)
                .querying("endpoint-group-list")
                .named(FilterRelation.of("endpoint_groups"));
        api.post(GROUPS, "identity:create_endpoint_group", this::create).accepting("endpoint-group-create");
        api.get(GROUP, "identity:get_endpoint_group", this::show).named(FilterRelation.ofGroup("endpoint_group"));
        api.patch(GROUP, "identity:update_endpoint_group", this::update).accepting("endpoint-group-update");
        api.delete(GROUP, "identity:delete_endpoint_group", this::delete);
        api.get(GROUP + "/endpoints", "identity:list_endpoints_associated_with_endpoint_group", this::endpoints)
                .named(FilterRelation.ofGroup("endpoints_in_endpoint_group"));
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "name");
        var found = query.filter(groups.all(), (group, name) -> group.name());
        var page = limits.capped(query).page(query.after(found, EndpointGroup::id));
        return Collection.reply(call, "endpoint_groups", page, group -> view(group, call.links()));
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, groups.require(call.path("endpoint_group_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body().has("endpoint_group") ? call.body("endpoint_group") : Json.object();
        if (body.path("filters").isEmpty()) {
            throw new BadRequest("filters field is required and cannot be empty");
        }
        var group = changed(new EndpointGroup(Identifier.random(), "", null, Json.object()), body);
        groups.create(call.origin(), group);
        return Reply.created(envelope(call, group));
    }

    private Reply update(Call call) {
        call.enforce();
        var body = call.body("endpoint_group");
        requireKnownFilters(body);
        return Reply.ok(envelope(
                call, groups.update(call.origin(), call.path("endpoint_group_id"), group -> changed(group, body))));
    }

    private Reply delete(Call call) {
        call.enforce();
        groups.delete(call.origin(), call.path("endpoint_group_id"));
        return Reply.noContent();
    }

    private Reply endpoints(Call call) {
        call.enforce();
        var filters = groups.require(call.path("endpoint_group_id")).filters();
        var items = endpoints.all().stream()
                .filter(endpoint -> EndpointFilter.matches(filters, endpoint))
                .map(endpoint -> EndpointView.of(endpoint, call.links()))
                .toList();
        return Collection.reply(call, "endpoints", items);
    }

    private static EndpointGroup changed(EndpointGroup group, ObjectNode body) {
        requireKnownFilters(body);
        return new EndpointGroup(
                group.id(),
                requireNonNull(Attributes.text(body, "name", group.name())),
                Attributes.text(body, "description", group.description()),
                body.has("filters") ? body.path("filters") : group.filters());
    }

    // Less than the request schema allows: upstream's schema knows `enabled`, its rule does not.
    private static void requireKnownFilters(ObjectNode body) {
        if (!FILTERS.containsAll(body.path("filters").propertyNames())) {
            throw BadRequest.missing("service_id or region_id or interface", "endpoint_group");
        }
    }

    private static ObjectNode envelope(Call call, EndpointGroup group) {
        return Json.wrap("endpoint_group", view(group, call.links()));
    }

    static ObjectNode view(EndpointGroup group, Links links) {
        var view =
                Json.object().put("id", group.id()).put("name", group.name()).put("description", group.description());
        view.set("filters", group.filters());
        view.set("links", links.self("/v3/OS-EP-FILTER/endpoint_groups/", group.id()));
        return view;
    }
}
