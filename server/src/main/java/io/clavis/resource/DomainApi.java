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
import io.clavis.http.Reply;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/domains}. */
public final class DomainApi {
    private static final Pattern UUID_HEX = Pattern.compile("[0-9a-f]{32}");
    private final Projects projects;
    private final Deletion deleteDomain;

    /** What else goes with a domain is decided above this package. */
    public DomainApi(Projects projects, Deletion deleteDomain) {
        this.projects = projects;
        this.deleteDomain = deleteDomain;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/domains", "identity:list_domains", this::list)
                .querying("domain-list")
                .named("domains");
        api.post("/v3/domains", "identity:create_domain", this::create).accepting("domain-create");
        api.get("/v3/domains/{domain_id}", "identity:get_domain", this::show).named("domain");
        api.patch("/v3/domains/{domain_id}", "identity:update_domain", this::update)
                .accepting("domain-update");
        api.delete("/v3/domains/{domain_id}", "identity:delete_domain", this::delete);
    }

    private Reply list(Call call) {
        var own = call.caller().domainId();
        call.enforce(own.<Map<String, ?>>map(id -> Map.of("domain", Map.of("id", id)))
                .orElse(Map.of()));
        var query = ListParameters.of(call, "name", "enabled").and(Filter.equal("is_domain", "1"));
        if (own.isPresent()) {
            query = query.and(Filter.equal("id", own.get()));
        }
        var page = projects.list(query, TagFilter.NONE);
        return Collection.reply(call, "domains", page, domain -> ProjectView.domain(domain, call.links()));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body("domain");
        var domain = projects.create(call.origin(), ProjectBody.domain(body, id(body)));
        return Reply.created(view(call, domain));
    }

    private static String id(ObjectNode body) {
        var explicit = ProjectBody.text(body, "explicit_domain_id");
        if (explicit == null) {
            return Identifier.random();
        }
        if (!UUID_HEX.matcher(explicit).matches()) {
            throw new BadRequest("Domain ID does not conform to required UUID format.");
        }
        return explicit;
    }

    private Reply show(Call call) {
        var id = call.path("domain_id");
        var domain = projects.findDomain(id);
        call.enforce(domain.<Map<String, ?>>map(ProjectView::domainTarget).orElse(Map.of()));
        return Reply.ok(view(call, domain.orElseThrow(() -> NotFound.of("domain", id))));
    }

    private Reply update(Call call) {
        enforceOnExisting(call);
        Attributes.checkLength(call.body("domain").path("id").asString(""), "id", 64);
        var patch = new ProjectPatch(ProjectBody.ofDomain(call.body("domain")));
        return Reply.ok(view(call, projects.updateDomain(call.origin(), call.path("domain_id"), patch)));
    }

    private Reply delete(Call call) {
        enforceOnExisting(call);
        deleteDomain.delete(call.origin(), call.path("domain_id"));
        return Reply.noContent();
    }

    // Upstream looks the domain up first: anyone with a token learns whether it exists.
    private void enforceOnExisting(Call call) {
        var id = call.known().path("domain_id");
        var domain = projects.findDomain(id).orElseThrow(() -> NotFound.of("domain", id));
        call.enforce(ProjectView.domainTarget(domain));
    }

    private static ObjectNode view(Call call, Project domain) {
        return Json.wrap("domain", ProjectView.domain(domain, call.links()));
    }
}
