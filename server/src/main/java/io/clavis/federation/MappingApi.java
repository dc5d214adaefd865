package io.clavis.federation;

import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/OS-FEDERATION/mappings}. */
public final class MappingApi {
    private static final String ALL = "/v3/OS-FEDERATION/mappings";
    private static final String ONE = ALL + "/{mapping_id}";
    private final Mappings mappings;
    private final SchemaVersion defaultVersion;

    /** @param defaultVersion the form of rules whose request does not say it */
    public MappingApi(Mappings mappings, SchemaVersion defaultVersion) {
        this.mappings = mappings;
        this.defaultVersion = defaultVersion;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_mappings", this::list).named(FederationRelation.of("mappings"));
        api.get(ONE, "identity:get_mapping", this::show).named(FederationRelation.of("mapping", "mapping_id"));
        api.put(ONE, "identity:create_mapping", this::create).answering(201);
        api.patch(ONE, "identity:update_mapping", this::update);
        api.delete(ONE, "identity:delete_mapping", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        return Collection.reply(
                call,
                "mappings",
                mappings.all().stream().map(mapping -> linked(call, mapping)).toList());
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, mappings.require(call.path("mapping_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        Ids.checked(call.path("mapping_id"));
        var mapping = checked(call);
        mappings.create(call.origin(), mapping);
        return Reply.created(envelope(call, mapping));
    }

    // As upstream, a change replaces the whole: who does not say the version gets the default one.
    private Reply update(Call call) {
        call.enforce();
        var mapping = checked(call);
        mappings.replace(call.origin(), mapping);
        return Reply.ok(envelope(call, mapping));
    }

    private Reply delete(Call call) {
        call.enforce();
        mappings.delete(call.origin(), call.path("mapping_id"));
        return Reply.noContent();
    }

    private Mapping checked(Call call) {
        var body = normalized(call.body().has("mapping") ? call.body("mapping") : Json.object());
        var version = RulesCheck.version(body, defaultVersion);
        RulesCheck.check(body, version);
        return new Mapping(call.path("mapping_id"), body.path("rules"), version.text());
    }

    // Upstream lets dashes and colons stand for underscores.
    private static ObjectNode normalized(ObjectNode body) {
        var normalized = Json.object();
        body.properties()
                .forEach(attribute ->
                        normalized.set(attribute.getKey().replace(':', '_').replace('-', '_'), attribute.getValue()));
        return normalized;
    }

    private static ObjectNode envelope(Call call, Mapping mapping) {
        return Json.wrap("mapping", linked(call, mapping));
    }

    private static ObjectNode linked(Call call, Mapping mapping) {
        var view = Json.object().put("id", mapping.id());
        view.set("rules", mapping.rules());
        view.put("schema_version", mapping.schemaVersion());
        view.set("links", call.links().self(ALL, "/", mapping.id()));
        return view;
    }
}
