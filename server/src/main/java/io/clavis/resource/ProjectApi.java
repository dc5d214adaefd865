package io.clavis.resource;

import io.clavis.db.Deletion;
import io.clavis.db.Filter;
import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/projects}. */
public final class ProjectApi {
    private final Projects projects;
    private final ResourceSettings settings;
    private final Deletion deleteProject;
    private final Deletion deleteDomain;
    private final Function<String, ? extends java.util.Collection<String>> projectIdsOf;
    private final ProjectLimits limits;

    /**
     * Deletions, assignments and limits stand above this package.
     *
     * @param projectIdsOf the ids of the projects on which a user has a role
     */
    public ProjectApi(
            Projects projects,
            ResourceSettings settings,
            Deletion deleteProject,
            Deletion deleteDomain,
            Function<String, ? extends java.util.Collection<String>> projectIdsOf,
            ProjectLimits limits) {
        this.projects = projects;
        this.settings = settings;
        this.deleteProject = deleteProject;
        this.deleteDomain = deleteDomain;
        this.projectIdsOf = projectIdsOf;
        this.limits = limits;
    }

    /** Declares the operations, those on tags among them. */
    public void declare(Operations api) {
        api.get("/v3/projects", "identity:list_projects", this::list)
                .querying("project-list")
                .named("projects");
        api.post("/v3/projects", "identity:create_project", this::create).accepting("project-create");
        api.get("/v3/projects/{project_id}", "identity:get_project", this::show).named("project");
        api.patch("/v3/projects/{project_id}", "identity:update_project", this::update)
                .accepting("project-update");
        api.delete("/v3/projects/{project_id}", "identity:delete_project", this::delete);
        new ProjectTagApi(projects).declare(api);
    }

    private Reply list(Call call) {
        var domainId = call.caller().domainId();
        call.enforce(domainId.<Map<String, ?>>map(id -> Map.of("domain_id", id)).orElse(Map.of()));
        var query = ListParameters.of(call, "domain_id", "enabled", "name", "parent_id", "is_domain");
        if (call.query("is_domain").isEmpty()) {
            query = query.and(Filter.equal("is_domain", "0"));
        }
        if (domainId.isPresent()) {
            query = query.and(Filter.equal("domain_id", domainId.get()));
        }
        var page = projects.list(query, TagFilter.of(call::query));
        return Collection.reply(call, "projects", page, project -> ProjectView.project(project, call.links()));
    }

    private Reply create(Call call) {
        // What is missing is missed after the policy.
        var body = call.body().has("project") ? call.body("project") : Json.object();
        call.enforce(Map.of("project", PlainJson.map(body)));
        if (body.isEmpty()) {
            throw BadRequest.missing("project", "request body");
        }
        var created =
                projects.create(call.origin(), ProjectBody.project(body, Identifier.random(), domainId(call, body)));
        return Reply.created(Json.wrap("project", ProjectView.project(created, call.links())));
    }

    // Upstream takes the domain of the token's scope only where the token is scoped to a domain.
    private @Nullable String domainId(Call call, ObjectNode body) {
        var given = ProjectBody.text(body, "domain_id");
        if (given != null || ProjectBody.flag(body, "is_domain").orElse(false)) {
            return given;
        }
        return call.caller().homeDomainId(settings.defaultDomainId());
    }

    private Reply show(Call call) {
        var project = enforced(call);
        var view = ProjectView.attributes(project);
        addParents(call, project, view);
        addSubtree(call, project, view);
        return Reply.ok(Json.wrap("project", ProjectView.linked(view, project, call.links())));
    }

    private void addParents(Call call, Project project, ObjectNode view) {
        if (one(call, "parents_as_list", "parents_as_ids")) {
            var parents = projects.ancestors(project.id());
            view.set(
                    "parents",
                    call.flag("parents_as_list") ? ofCaller(call, parents) : Hierarchy.parentsAsIds(parents));
        }
    }

    private void addSubtree(Call call, Project project, ObjectNode view) {
        if (one(call, "subtree_as_list", "subtree_as_ids")) {
            var subtree = projects.subtree(project.id());
            view.set(
                    "subtree",
                    call.flag("subtree_as_list")
                            ? ofCaller(call, subtree)
                            : Hierarchy.subtreeAsIds(project.id(), subtree));
        }
    }

    private static boolean one(Call call, String asList, String asIds) {
        if (call.flag(asList) && call.flag(asIds)) {
            throw new BadRequest("Cannot use " + asList + " and " + asIds + " query params at the same time.");
        }
        return call.flag(asList) || call.flag(asIds);
    }

    private ArrayNode ofCaller(Call call, List<Project> related) {
        var userId = call.caller().userId();
        var visible = userId.map(id -> new HashSet<>(projectIdsOf.apply(id))).orElseGet(HashSet::new);
        var shown = related.stream()
                .filter(project -> userId.isEmpty() || visible.contains(project.id()))
                .toList();
        var withLimits = call.flag("include_limits");
        var found =
                withLimits ? limits.of(shown.stream().map(Project::id).toList()) : Map.<String, List<ObjectNode>>of();
        return Json.array(shown.stream()
                .map(project -> {
                    var view = ProjectView.attributes(project);
                    if (withLimits) {
                        view.set("limits", Json.array(found.getOrDefault(project.id(), List.of())));
                    }
                    return Json.wrap("project", ProjectView.linked(view, project, call.links()));
                })
                .toList());
    }

    private Reply update(Call call) {
        var project = enforced(call);
        var content = call.body().get("project") instanceof ObjectNode given ? given : Json.object();
        Attributes.refuseNewId(content, project.id());
        var changed = projects.update(call.origin(), project.id(), new ProjectPatch(content));
        return Reply.ok(Json.wrap("project", ProjectView.changed(changed, call.links())));
    }

    private Reply delete(Call call) {
        var project = enforced(call);
        var deletion = project.isDomain() ? deleteDomain : deleteProject;
        deletion.delete(call.origin(), project.id());
        return Reply.noContent();
    }

    private Project enforced(Call call) {
        return enforced(call, projects);
    }

    /** The project of the path, once the caller may: who may not learns nothing of whether it exists. */
    static Project enforced(Call call, Projects projects) {
        var id = call.path("project_id");
        Optional<Project> project = projects.find(id);
        call.enforce(project.<Map<String, ?>>map(ProjectView::projectTarget).orElse(Map.of()));
        return project.orElseThrow(() -> NotFound.of("project", id));
    }
}
