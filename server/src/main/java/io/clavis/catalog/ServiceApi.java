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

/** The operations on services. */
public final class ServiceApi {
    private final Services services;
    private final Deletion deletion;
    private final ListLimits limits;

    /**
     * @param deletion deletes a service and all that goes with it
     * @param limits how much a list shows
     */
    public ServiceApi(Services services, Deletion deletion, ListLimits limits) {
        this.services = services;
        this.deletion = deletion;
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/services", "identity:list_services", this::list).named("services");
        api.post("/v3/services", "identity:create_service", this::create).accepting("service-create");
        api.get("/v3/services/{service_id}", "identity:get_service", this::show).named("service");
        api.patch("/v3/services/{service_id}", "identity:update_service", this::update)
                .accepting("service-update");
        api.delete("/v3/services/{service_id}", "identity:delete_service", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "type", "name");
        var found = query.filter(services.all(), ServiceApi::attribute);
        var page = limits.capped(query).page(query.after(found, Service::id));
        return Collection.reply(call, "services", page, service -> view(call, service));
    }

    private Reply show(Call call) {
        call.enforce();
        var id = call.path("service_id");
        return Reply.ok(envelope(call, services.find(id).orElseThrow(() -> NotFound.of("service", id))));
    }

    private Reply create(Call call) {
        call.enforce();
        var nameless = Json.object().put("name", "");
        var service = changed(new Service(Identifier.random(), "", true, nameless), call.body("service"));
        services.create(call.origin(), service);
        return Reply.created(envelope(call, service));
    }

    private Reply update(Call call) {
        call.enforce();
        var id = call.path("service_id");
        var body = call.body("service");
        Attributes.refuseNewId(body, id);
        return Reply.ok(envelope(call, services.update(call.origin(), id, service -> changed(service, body))));
    }

    private Reply delete(Call call) {
        call.enforce();
        deletion.delete(call.origin(), call.path("service_id"));
        return Reply.noContent();
    }

    private static Service changed(Service service, ObjectNode body) {
        return new Service(
                service.id(),
                requireNonNull(Attributes.text(body, "type", service.type())),
                Attributes.flag(body, "enabled", service.enabled()),
                Attributes.extra(service.extra(), body, "id", "type", "enabled"));
    }

    private static @Nullable String attribute(Service service, String name) {
        return name.equals("type") ? service.type() : service.name();
    }

    private static ObjectNode envelope(Call call, Service service) {
        return Json.wrap("service", view(call, service));
    }

    private static ObjectNode view(Call call, Service service) {
        var view = service.extra().deepCopy();
        view.put("id", service.id()).put("type", service.type()).put("enabled", service.enabled());
        view.set("links", call.links().self("/v3/services/", service.id()));
        return view;
    }
}
