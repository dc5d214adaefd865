package io.clavis.resource;

import io.clavis.http.Json;
import io.clavis.http.Links;
import io.clavis.http.PlainJson;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Projects and domains as the API shows them, and as policy rules see them. */
public final class ProjectView {
    private ProjectView() {}

    /** {@code target.project.*} for policy rules. */
    public static Map<String, ?> projectTarget(Project project) {
        return Map.of("project", PlainJson.map(attributes(project)));
    }

    /** {@code target.domain.*} for policy rules. */
    public static Map<String, ?> domainTarget(Project domain) {
        return Map.of("domain", PlainJson.map(domainAttributes(domain)));
    }

    /** A project with its link, without an envelope. */
    public static ObjectNode project(Project project, Links links) {
        return linked(attributes(project), project, links);
    }

    /** A domain with its link, without an envelope. */
    public static ObjectNode domain(Project domain, Links links) {
        var view = domainAttributes(domain);
        view.set("links", links.self("/v3/domains/", domain.id()));
        return view;
    }

    /** The answer to a change shows the unknown attributes twice, as upstream does to stay compatible. */
    static ObjectNode changed(Project project, Links links) {
        var view = plain(project);
        view.set("extra", project.extra());
        view.set("options", project.options().json());
        return linked(view, project, links);
    }

    /** A project without its link. */
    static ObjectNode attributes(Project project) {
        var view = plain(project);
        view.set("options", project.options().json());
        return view;
    }

    static ObjectNode linked(ObjectNode view, Project project, Links links) {
        view.set("links", links.self("/v3/projects/", project.id()));
        return view;
    }

    private static ObjectNode plain(Project project) {
        var view = project.extra()
                .deepCopy()
                .put("id", project.id())
                .put("name", project.name())
                .put("domain_id", project.domainId())
                .put("description", project.description())
                .put("enabled", project.enabled())
                .put("parent_id", project.parentId())
                .put("is_domain", project.isDomain());
        view.set("tags", Json.strings(project.tags()));
        return view;
    }

    private static ObjectNode domainAttributes(Project domain) {
        var view = attributes(domain);
        view.remove("domain_id");
        view.remove("parent_id");
        view.remove("is_domain");
        return view;
    }
}
