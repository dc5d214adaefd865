package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.resource.Project;
import io.clavis.throttle.Subject;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.TokenParts;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds users, projects and domains as a request for a token names them: by id, or by name within a domain; the name
 * counts where both are there. What is disabled, or lies in a disabled domain, is as good as not there.
 */
final class Lookup {
    private final Users users;
    private final TokenParts parts;

    Lookup(Users users, TokenParts parts) {
        this.users = users;
        this.parts = parts;
    }

    /** The user, enabled or not: whether that matters is for who proves the identity. */
    Optional<Account> account(JsonNode user) {
        var name = AuthDocument.text(user, "name");
        if (name.isEmpty()) {
            var id = AuthDocument.text(user, "id");
            if (id.isEmpty()) {
                throw BadRequest.missing("id or name", "user");
            }
            return users.find(id).flatMap(this::account);
        }
        return namedDomain(user, "user")
                .flatMap(domain -> users.findByName(name, domain.id()).map(found -> new Account(found, domain)));
    }

    /** The user with the user's domain. */
    Optional<Account> account(User user) {
        return enabledDomain(user.domainId()).map(domain -> new Account(user, domain));
    }

    /** Whom a reference means that leads to no account. */
    Subject nobody(JsonNode user) {
        var name = AuthDocument.text(user, "name");
        if (name.isEmpty()) {
            return Subject.user(AuthDocument.text(user, "id"));
        }
        var domain = user.path("domain");
        var domainId = domain(domain).map(Project::id).orElseGet(domain::toString);
        return Subject.nobody(domainId, name);
    }

    Optional<ProjectScope> project(JsonNode project) {
        var name = AuthDocument.text(project, "name");
        if (name.isEmpty()) {
            return project(AuthDocument.text(project, "id"));
        }
        return namedDomain(project, "project")
                .flatMap(domain -> parts.projectByName(name, domain.id())
                        .filter(Project::enabled)
                        .map(found -> new ProjectScope(found, domain)));
    }

    /** A project in a domain; a domain is none. */
    Optional<ProjectScope> project(String id) {
        return parts.project(id)
                .filter(Project::enabled)
                .flatMap(found -> Optional.ofNullable(found.domainId())
                        .flatMap(this::enabledDomain)
                        .map(domain -> new ProjectScope(found, domain)));
    }

    Optional<DomainScope> domainScope(JsonNode domain) {
        return domain(domain).map(DomainScope::new);
    }

    private Optional<Project> namedDomain(JsonNode within, String what) {
        if (!within.has("domain")) {
            throw BadRequest.missing("domain", what);
        }
        return domain(within.path("domain"));
    }

    private Optional<Project> domain(JsonNode domain) {
        var name = AuthDocument.text(domain, "name");
        return name.isEmpty()
                ? enabledDomain(AuthDocument.text(domain, "id"))
                : parts.domainByName(name).filter(Project::enabled);
    }

    private Optional<Project> enabledDomain(String id) {
        return parts.domain(id).filter(Project::enabled);
    }
}
