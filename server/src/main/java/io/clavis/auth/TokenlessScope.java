package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.http.Json;
import io.clavis.http.Request;
import io.clavis.http.Unauthorized;
import io.clavis.token.Scope;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The scope that a request without a token names in its headers: a project or, failing that, a domain. */
final class TokenlessScope {
    private final Lookup lookup;

    TokenlessScope(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The scope; 400 where none is named, 401 for one that is not there or disabled. */
    Scope of(Request request) {
        var projectId = header(request, "X-Project-Id");
        var projectName = header(request, "X-Project-Name");
        if (projectId.isPresent() || projectName.isPresent()) {
            var project = projectId
                    .map(id -> Json.object().put("id", id))
                    .orElseGet(() -> inDomain(request, projectName.orElseThrow()));
            return lookup.project(project).orElseThrow(() -> new Unauthorized("no such enabled project"));
        }
        var domain = named(request, "X-Domain-Id", "X-Domain-Name")
                .orElseThrow(() -> BadRequest.missing("project or domain", "scope"));
        return lookup.domainScope(domain).orElseThrow(() -> new Unauthorized("no such enabled domain"));
    }

    private static ObjectNode inDomain(Request request, String name) {
        var project = Json.object().put("name", name);
        project.set(
                "domain",
                named(request, "X-Project-Domain-Id", "X-Project-Domain-Name")
                        .orElseThrow(() ->
                                new BadRequest("Neither Project Domain ID nor Project Domain Name was provided.")));
        return project;
    }

    private static Optional<ObjectNode> named(Request request, String idHeader, String nameHeader) {
        return header(request, idHeader)
                .map(id -> Json.object().put("id", id))
                .or(() -> header(request, nameHeader).map(name -> Json.object().put("name", name)));
    }

    private static Optional<String> header(Request request, String name) {
        return request.header().apply(name).filter(value -> !value.isEmpty());
    }
}
