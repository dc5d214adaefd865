package io.clavis.limit;

import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.resource.ProjectView;
import io.clavis.resource.Projects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations on limits. */
public final class LimitApi {
    private final Limits limits;
    private final Projects projects;

    public LimitApi(Limits limits, Projects projects) {
        this.limits = limits;
        this.projects = projects;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/limits", "identity:list_limits", this::list)
                .querying("limit-list")
                .named(Relation.experimental("limits"));
        api.post("/v3/limits", "identity:create_limits", this::create).accepting("limits-create");
        api.get("/v3/limits/model", "identity:get_limit_model", this::model)
                .named(Relation.experimental("limit_model"));
        api.get("/v3/limits/{limit_id}", "identity:get_limit", this::show).named(Relation.experimental("limit"));
        api.patch("/v3/limits/{limit_id}", "identity:update_limit", this::update)
                .accepting("limit-update");
        api.delete("/v3/limits/{limit_id}", "identity:delete_limit", this::delete);
    }

    /** The limits of projects, by project, as they stand within a project. */
    public Map<String, List<ObjectNode>> ofProjects(java.util.Collection<String> projectIds) {
        var byProject = new HashMap<String, List<ObjectNode>>();
        for (var limit : limits.ofProjects(projectIds)) {
            byProject
                    .computeIfAbsent(String.valueOf(limit.projectId()), id -> new ArrayList<>())
                    .add(view(limit));
        }
        return byProject;
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "service_id", "region_id", "resource_name", "project_id", "domain_id");
        var page = limits.list(query, Visible.to(call.caller()));
        return Collection.reply(call, "limits", page, limit -> linked(call, limit));
    }

    private Reply create(Call call) {
        call.enforce();
        var wanted =
                call.body().path("limits").valueStream().map(LimitApi::parse).toList();
        var created = limits.create(call.origin(), wanted);
        var body = Json.array(created.stream().map(limit -> linked(call, limit)).toList());
        return Reply.created(Json.wrap("limits", body));
    }

    private static Limit parse(JsonNode item) {
        var body = item instanceof ObjectNode object ? object : Json.object();
        return new Limit(
                Identifier.random(),
                Attributes.text(body, "project_id", null),
                Attributes.text(body, "domain_id", null),
                RegisteredLimitApi.resource(new Resource(null, null, null), body),
                body.path("resource_limit").asInt(0),
                Attributes.text(body, "description", null));
    }

    private Reply model(Call call) {
        call.enforce();
        var model = limits.model();
        return Reply.ok(
                Json.wrap("model", Json.object().put("name", model.text()).put("description", model.description())));
    }

    // Who may not see it learns nothing of whether it exists; unlike a change or deletion of it.
    private Reply show(Call call) {
        var id = call.path("limit_id");
        var limit = limits.find(id);
        call.enforce(limit.map(this::target).orElse(Map.of()));
        return Reply.ok(envelope(call, limit.orElseThrow(() -> Limits.notFound(id))));
    }

    private Map<String, ?> target(Limit limit) {
        var target = new HashMap<String, @Nullable Object>(PlainJson.map(view(limit)));
        if (limit.projectId() != null) {
            projects.find(limit.projectId()).ifPresent(project -> target.putAll(ProjectView.projectTarget(project)));
        }
        if (limit.domainId() != null) {
            projects.findDomain(limit.domainId()).ifPresent(domain -> target.putAll(ProjectView.domainTarget(domain)));
        }
        return Map.of("limit", target);
    }

    private Reply update(Call call) {
        enforceOnExisting(call);
        var body = call.body("limit");
        var changed = limits.update(
                call.origin(),
                call.path("limit_id"),
                body.has("resource_limit") ? body.path("resource_limit").asInt() : null,
                Attributes.text(body, "description", null));
        return Reply.ok(envelope(call, changed));
    }

    private Reply delete(Call call) {
        enforceOnExisting(call);
        limits.delete(call.origin(), call.path("limit_id"));
        return Reply.noContent();
    }

    // Upstream looks the limit up first: anyone with a token learns whether it exists.
    private void enforceOnExisting(Call call) {
        var id = call.known().path("limit_id");
        var limit = limits.find(id).orElseThrow(() -> Limits.notFound(id));
        call.enforce(Map.of("limit", PlainJson.map(view(limit))));
    }

    private static ObjectNode envelope(Call call, Limit limit) {
        return Json.wrap("limit", linked(call, limit));
    }

    private static ObjectNode linked(Call call, Limit limit) {
        var view = view(limit);
        view.set("links", call.links().self("/v3/limits/", limit.id()));
        return view;
    }

    private static ObjectNode view(Limit limit) {
        return Json.object()
                .put("id", limit.id())
                .put("project_id", limit.projectId())
                .put("domain_id", limit.domainId())
                .put("resource_limit", limit.resourceLimit())
                .put("description", limit.description())
                .put("service_id", limit.resource().serviceId())
                .put("region_id", limit.resource().regionId())
                .put("resource_name", limit.resource().name());
    }
}
