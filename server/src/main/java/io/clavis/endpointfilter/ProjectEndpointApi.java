package io.clavis.endpointfilter;

import io.clavis.catalog.EndpointView;
import io.clavis.catalog.Endpoints;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.resource.ProjectView;
import io.clavis.resource.Projects;

/** The operations on which project sees which endpoint. A domain counts as a project here, as upstream has it. */
public final class ProjectEndpointApi {
    private static final String ENDPOINTS = "/v3/OS-EP-FILTER/projects/{project_id}/endpoints";
    private static final String ENDPOINT = ENDPOINTS + "/{endpoint_id}";

    private final ProjectEndpoints associations;
    private final Endpoints endpoints;
    private final Projects projects;

    public ProjectEndpointApi(ProjectEndpoints associations, Endpoints endpoints, Projects projects) {
        this.associations = associations;
        this.endpoints = endpoints;
        this.projects = projects;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(
                        "/v3/OS-EP-FILTER/endpoints/{endpoint_id}/projects",
                        "identity:list_projects_for_endpoint",
                        this::projects)
                .named(FilterRelation.of("endpoint_projects"));
        api.get(ENDPOINTS, "identity:list_endpoints_for_project", this::endpoints)
                .named(FilterRelation.of("project_endpoints"));
        api.get(ENDPOINT, "identity:check_endpoint_in_project", this::check)
                .answering(204)
                .named(FilterRelation.of("project_endpoint"));
        api.put(ENDPOINT, "identity:add_endpoint_to_project", this::add);
        api.delete(ENDPOINT, "identity:remove_endpoint_from_project", this::remove);
    }

    private Reply projects(Call call) {
        call.enforce();
        var ids = associations.projectIds(endpointId(call));
        var items = projects.findAll(ids).stream()
                .map(project -> ProjectView.project(project, call.links()))
                .toList();
        return Collection.reply(call, "projects", items);
    }

    private Reply endpoints(Call call) {
        call.enforce();
        var items = endpoints.limitedTo(projectId(call)).stream()
                .map(endpoint -> EndpointView.of(endpoint, call.links()))
                .toList();
        return Collection.reply(call, "endpoints", items);
    }

    private Reply check(Call call) {
        call.enforce();
        var endpointId = endpointId(call);
        associations.check(projectId(call), endpointId);
        return Reply.noContent();
    }

    private Reply add(Call call) {
        call.enforce();
        var endpointId = endpointId(call);
        associations.add(call.origin(), projectId(call), endpointId);
        return Reply.noContent();
    }

    private Reply remove(Call call) {
        call.enforce();
        associations.remove(call.origin(), call.path("project_id"), call.path("endpoint_id"));
        return Reply.noContent();
    }

    private String endpointId(Call call) {
        var id = call.path("endpoint_id");
        if (endpoints.find(id).isEmpty()) {
            throw NotFound.of("endpoint", id);
        }
        return id;
    }

    private String projectId(Call call) {
        var id = call.path("project_id");
        if (projects.find(id).isEmpty()) {
            throw NotFound.of("project", id);
        }
        return id;
    }
}
