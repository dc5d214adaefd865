package io.clavis.resource;

import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /v3/projects/{project_id}/tags}. */
final class ProjectTagApi {
    private static final String ALL = "/v3/projects/{project_id}/tags";
    private static final String ONE = "/v3/projects/{project_id}/tags/{value}";
    private static final Relation RELATION = new Relation(
            Relation.core("project_tags").uri(),
            Map.of("value", "https://docs.openstack.org/api/openstack-identity/3/param/tag_value"));
    private final Projects projects;

    ProjectTagApi(Projects projects) {
        this.projects = projects;
    }

    void declare(Operations api) {
        api.get(ALL, "identity:list_project_tags", this::list);
        api.put(ALL, "identity:update_project_tags", this::replace)
                .accepting("project-tags-update")
                .answering(200);
        api.delete(ALL, "identity:delete_project_tags", this::deleteAll);
        api.get(ONE, "identity:get_project_tag", this::check).answering(204).named(RELATION);
        api.put(ONE, "identity:create_project_tag", this::create).answering(201);
        api.delete(ONE, "identity:delete_project_tag", this::delete);
    }

    private Reply list(Call call) {
        return view(call, ProjectApi.enforced(call, projects).tags());
    }

    private Reply replace(Call call) {
        var project = ProjectApi.enforced(call, projects);
        if (!call.body().has("tags")) {
            throw new BadRequest("'tags' is a required property");
        }
        var tags = ProjectBody.tags(call.body());
        Tags.check(tags);
        return view(call, projects.setTags(call.origin(), project.id(), tags));
    }

    private Reply deleteAll(Call call) {
        var project = ProjectApi.enforced(call, projects);
        projects.setTags(call.origin(), project.id(), List.of());
        return Reply.noContent();
    }

    private Reply check(Call call) {
        var tag = call.path("value");
        if (!ProjectApi.enforced(call, projects).tags().contains(tag)) {
            throw NotFound.of("project tag", tag);
        }
        return Reply.noContent();
    }

    private Reply create(Call call) {
        var project = ProjectApi.enforced(call, projects);
        var tag = call.path("value");
        projects.addTag(call.origin(), project.id(), tag);
        return Reply.text(201, "text/html; charset=utf-8", "").with("Location", location(call, project, tag));
    }

    private Reply delete(Call call) {
        var project = ProjectApi.enforced(call, projects);
        projects.removeTag(call.origin(), project.id(), call.path("value"));
        return Reply.noContent();
    }

    // Upstream's link names the root of the API, not the list.
    private static Reply view(Call call, List<String> tags) {
        var body = Json.object();
        body.set("links", call.links().selfAsked("/v3"));
        body.set("tags", Json.strings(tags));
        return Reply.ok(body);
    }

    // Upstream leaves out "projects".
    private static String location(Call call, Project project, String tag) {
        var encoded = URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
        return call.links().to("/v3/", project.id(), "/tags/", encoded);
    }
}
