package io.clavis.endpointfilter;

import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.resource.ProjectView;
import io.clavis.resource.Projects;

/** The operations on which project has which endpoint group. A domain counts as a project here, as upstream has it. */
public final class EndpointGroupProjectApi {
    private static final String PROJECTS = "/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects";
    private static final String PROJECT = PROJECTS + "/{project_id}";

    private final EndpointGroups groups;
    private final Projects projects;

    public EndpointGroupProjectApi(EndpointGroups groups, Projects projects) {
        this.groups = groups;
        this.projects = projects;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(PROJECTS, "identity:list_projects_associated_with_endpoint_group", this::projects)
                .named(FilterRelation.ofGroup("projects_associated_with_endpoint_group"));
        api.get(
                        "/v3/OS-EP-FILTER/projects/{project_id}/endpoint_groups",
                        "identity:list_endpoint_groups_for_project",
                        this::groups)
                .named(FilterRelation.of("project_endpoint_groups"));
        api.get(PROJECT, "identity:get_endpoint_group_in_project", this::show)
                .named(FilterRelation.ofGroup("endpoint_group_to_project_association"));
        api.put(PROJECT, "identity:add_endpoint_group_to_project", this::add);
        api.delete(PROJECT, "identity:remove_endpoint_group_from_project", this::remove);
    }

    private Reply projects(Call call) {
        call.enforce();
        var ids = groups.projectIds(call.path("endpoint_group_id"));
        var items = projects.findAll(ids).stream()
                .map(project -> ProjectView.project(project, call.links()))
                .toList();
        return Collection.reply(call, "projects", items);
    }

    private Reply groups(Call call) {
        call.enforce();
        var items = groups.ofProject(projectId(call)).stream()
                .map(group -> EndpointGroupApi.view(group, call.links()))
                .toList();
        return Collection.reply(call, "endpoint_groups", items);
    }

    private Reply show(Call call) {
        call.enforce();
        var projectId = projectId(call);
        var groupId = groupId(call);
        groups.check(projectId, groupId);
        var view = Json.object().put("endpoint_group_id", groupId).put("project_id", projectId);
        // Not an address, upstream: the path without version or host.
        view.putObject("links").put("self", "/OS-EP-FILTER/endpoint_groups/" + groupId + "/projects/" + projectId);
        return Reply.ok(Json.wrap("project_endpoint_group", view));
    }

    private Reply add(Call call) {
        call.enforce();
        groups.add(call.origin(), projectId(call), groupId(call));
        return Reply.noContent();
    }

    private Reply remove(Call call) {
        call.enforce();
        groups.remove(call.origin(), projectId(call), groupId(call));
        return Reply.noContent();
    }

    private String projectId(Call call) {
        var id = call.path("project_id");
        if (projects.find(id).isEmpty()) {
            throw NotFound.of("project", id);
        }
        return id;
    }

    private String groupId(Call call) {
        return groups.require(call.path("endpoint_group_id")).id();
    }
}
