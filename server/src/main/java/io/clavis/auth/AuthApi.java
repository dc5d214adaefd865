package io.clavis.auth;

import io.clavis.assignment.Assignments;
import io.clavis.auth.AuthOutcome.Authenticated;
import io.clavis.auth.AuthOutcome.MoreMethodsRequired;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.resource.ProjectView;
import io.clavis.resource.Projects;
import io.clavis.token.Tokens;
import java.util.List;
import java.util.stream.Stream;

/** {@code POST /v3/auth/tokens}, and what the holder of a token may be authorized for. */
public final class AuthApi {
    private final Authenticator authenticator;
    private final Tokens tokens;
    private final Projects projects;
    private final Assignments assignments;
    private final Receipts receipts;

    public AuthApi(
            Authenticator authenticator, Tokens tokens, Projects projects, Assignments assignments, Receipts receipts) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.projects = projects;
        this.assignments = assignments;
        this.receipts = receipts;
    }

    public void declare(Operations api) {
        api.post("/v3/auth/tokens", Access.OPEN, this::issue).accepting("auth-token-issue");
        api.get("/v3/auth/projects", "identity:get_auth_projects", this::projects)
                .named("auth_projects")
                .named(Relation.extension("OS-FEDERATION", "1.0", "projects"));
        api.get("/v3/OS-FEDERATION/projects", "identity:get_auth_projects", this::projects);
        api.get("/v3/auth/domains", "identity:get_auth_domains", this::domains)
                .named("auth_domains")
                .named(Relation.extension("OS-FEDERATION", "1.0", "domains"));
        api.get("/v3/OS-FEDERATION/domains", "identity:get_auth_domains", this::domains);
        api.get("/v3/auth/system", "identity:get_auth_system", this::system).named("auth_system");
        api.get("/v3/auth/catalog", "identity:get_auth_catalog", this::catalog).named("auth_catalog");
    }

    private Reply issue(Call call) {
        var receipt = call.header(Receipt.HEADER).filter(text -> !text.isEmpty());
        EarlierMethods earlier = userId ->
                receipt.map(text -> receipts.methods(call, text, userId)).orElse(List.of());
        return switch (authenticator.authenticate(call, call.body("auth"), earlier)) {
            case Authenticated(Tokens.Issued issued) -> {
                receipt.ifPresent(receipts::consume);
                yield shown(call, issued);
            }
            case MoreMethodsRequired more -> receipts.issue(more).reply();
        };
    }

    private Reply shown(Call call, Tokens.Issued issued) {
        var withCatalog = !call.queries().containsKey("nocatalog");
        return Reply.json(201, tokens.body(issued, withCatalog)).with("X-Subject-Token", issued.text());
    }

    private Reply projects(Call call) {
        call.enforce();
        var found = projects.findAll(projectIds(call));
        return Collection.reply(
                call,
                "projects",
                found.stream()
                        .map(project -> ProjectView.project(project, call.links()))
                        .toList());
    }

    private Reply domains(Call call) {
        call.enforce();
        var found = projects.findAll(domainIds(call));
        return Collection.reply(
                call,
                "domains",
                found.stream()
                        .map(domain -> ProjectView.domain(domain, call.links()))
                        .toList());
    }

    private Reply system(Call call) {
        call.enforce();
        var body = Json.object();
        var system = body.putArray("system");
        if (hasSystemRole(call)) {
            system.addObject().put("all", true);
        }
        body.set("links", call.links().self("/v3/auth/system"));
        return Reply.ok(body);
    }

    private Reply catalog(Call call) {
        call.enforce();
        var projectId = call.caller()
                .projectId()
                .orElseThrow(
                        () -> Forbidden.hidden("A project-scoped token is required to produce a service catalog."));
        var links = Json.wrap("links", call.links().self("/v3/auth/catalog"));
        return Reply.json(200, Json.rendered("catalog", tokens.parts().catalog(userId(call), projectId), links));
    }

    private List<String> projectIds(Call call) {
        var groupIds = groupIds(call);
        var ofUser = assignments.projectIdsOf(userId(call));
        return groupIds.isEmpty() ? ofUser : both(ofUser, assignments.projectIdsOfGroups(groupIds));
    }

    private List<String> domainIds(Call call) {
        var groupIds = groupIds(call);
        var ofUser = assignments.domainIdsOf(userId(call));
        return groupIds.isEmpty() ? ofUser : both(ofUser, assignments.domainIdsOfGroups(groupIds));
    }

    private boolean hasSystemRole(Call call) {
        var groupIds = groupIds(call);
        return assignments.hasSystemRole(userId(call))
                || (!groupIds.isEmpty()
                        && !assignments.rolesOfGroupsOnSystem(groupIds).isEmpty());
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
    }

    // The groups that a federated user's token holds, which the user may not be in for good.
    private static List<String> groupIds(Call call) {
        return call.caller().groupIds();
    }

    // Empty for the admin token of old, which is nobody in particular and so has no roles.
    private static String userId(Call call) {
        return call.caller().userId().orElse("");
    }
}
