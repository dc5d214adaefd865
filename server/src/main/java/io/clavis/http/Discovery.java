package io.clavis.http;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Version discovery, JSON home and OpenAPI: what the service says about itself. */
public final class Discovery {
    private static final String VERSION = "v3.14";
    private static final String UPDATED = "2020-04-07T00:00:00Z";
    private final Operations operations;
    private final Schemas schemas = new Schemas();

    public Discovery(Operations operations) {
        this.operations = operations;
    }

    /** Declares the operations that describe all others; they read the declarations when they are asked. */
    public void declare() {
        operations.get("/", Access.OPEN, this::versions).answering(300);
        operations.get("/v3", Access.OPEN, this::version);
        operations.get("/openapi.json", Access.OPEN, this::openApi);
    }

    private Reply versions(Call call) {
        if (wantsJsonHome(call)) {
            return jsonHome("/v3");
        }
        var values = Json.object();
        values.set("values", Json.array(List.of(describe(call))));
        return Reply.json(300, Json.wrap("versions", values))
                .with("Location", call.links().to("/v3/"));
    }

    private Reply version(Call call) {
        return wantsJsonHome(call) ? jsonHome("") : Reply.ok(Json.wrap("version", describe(call)));
    }

    private Reply openApi(Call call) {
        return Reply.ok(OpenApi.document(operations.all(), schemas));
    }

    private Reply jsonHome(String prefix) {
        var document = JsonHome.document(operations.all(), prefix);
        return new Reply(200, "application/json-home", Body.of(Json.bytes(document)), Map.of());
    }

    private static boolean wantsJsonHome(Call call) {
        return call.header("Accept").filter(a -> a.contains("json-home")).isPresent();
    }

    private static ObjectNode describe(Call call) {
        var version = Json.object().put("id", VERSION).put("status", "stable").put("updated", UPDATED);
        version.putArray("links")
                .addObject()
                .put("rel", "self")
                .put("href", call.links().to("/v3/"));
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.identity-v3+json");
        return version;
    }
}
