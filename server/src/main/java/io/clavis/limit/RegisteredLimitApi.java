package io.clavis.limit;

import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on registered limits. */
public final class RegisteredLimitApi {
    private final RegisteredLimits limits;

    public RegisteredLimitApi(RegisteredLimits limits) {
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/registered_limits", "identity:list_registered_limits", this::list)
                .querying("registered-limit-list")
                .named(Relation.experimental("registered_limits"));
        api.post("/v3/registered_limits", "identity:create_registered_limits", this::create)
                .accepting("registered-limits-create");
        api.get("/v3/registered_limits/{registered_limit_id}", "identity:get_registered_limit", this::show)
                .named(Relation.experimental("registered_limit"));
        api.patch("/v3/registered_limits/{registered_limit_id}", "identity:update_registered_limit", this::update)
                .accepting("registered-limit-update");
        api.delete("/v3/registered_limits/{registered_limit_id}", "identity:delete_registered_limit", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "service_id", "region_id", "resource_name");
        return Collection.reply(call, "registered_limits", limits.list(query), limit -> view(call, limit));
    }

    private Reply create(Call call) {
        call.enforce();
        var wanted = call.body()
                .path("registered_limits")
                .valueStream()
                .map(RegisteredLimitApi::parse)
                .toList();
        limits.create(call.origin(), wanted);
        var body = Json.array(wanted.stream().map(limit -> view(call, limit)).toList());
        return Reply.created(Json.wrap("registered_limits", body));
    }

    private static RegisteredLimit parse(JsonNode item) {
        var nothing = new RegisteredLimit(Identifier.random(), new Resource(null, null, null), 0, null);
        return item instanceof ObjectNode body ? changed(nothing, body) : nothing;
    }

    private Reply show(Call call) {
        call.enforce();
        var id = call.path("registered_limit_id");
        return Reply.ok(envelope(call, limits.find(id).orElseThrow(() -> RegisteredLimits.notFound(id))));
    }

    private Reply update(Call call) {
        call.enforce();
        var body = call.body("registered_limit");
        var changed = limits.update(
                call.origin(), call.path("registered_limit_id"), named(body), limit -> changed(limit, body));
        return Reply.ok(envelope(call, changed));
    }

    private static Optional<Resource> named(ObjectNode body) {
        var names = Stream.of("service_id", "region_id", "resource_name").anyMatch(body::has);
        return names ? Optional.of(resource(new Resource(null, null, null), body)) : Optional.empty();
    }

    private Reply delete(Call call) {
        call.enforce();
        limits.delete(call.origin(), call.path("registered_limit_id"));
        return Reply.noContent();
    }

    private static RegisteredLimit changed(RegisteredLimit before, ObjectNode body) {
        return new RegisteredLimit(
                before.id(),
                resource(before.resource(), body),
                body.path("default_limit").asInt(before.defaultLimit()),
                Attributes.text(body, "description", before.description()));
    }

    static Resource resource(Resource before, ObjectNode body) {
        return new Resource(
                Attributes.text(body, "service_id", before.serviceId()),
                Attributes.text(body, "region_id", before.regionId()),
                Attributes.text(body, "resource_name", before.name()));
    }

    private static ObjectNode envelope(Call call, RegisteredLimit limit) {
        return Json.wrap("registered_limit", view(call, limit));
    }

    private static ObjectNode view(Call call, RegisteredLimit limit) {
        var view = Json.object()
                .put("id", limit.id())
                .put("service_id", limit.resource().serviceId())
                .put("region_id", limit.resource().regionId())
                .put("resource_name", limit.resource().name())
                .put("default_limit", limit.defaultLimit())
                .put("description", limit.description());
        view.set("links", call.links().self("/v3/registered_limits/", limit.id()));
        return view;
    }
}
