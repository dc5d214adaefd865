package io.clavis.token;

import io.clavis.assignment.Role;
import io.clavis.http.PlainJson;
import io.clavis.policy.Credentials;
import io.clavis.resource.Project;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import tools.jackson.databind.node.ObjectNode;

/** A token as policy rules see it. */
final class TokenCredentials {
    private TokenCredentials() {}

    /** {@code body} is the content of {@code token} as rendered, which rules reach under {@code token.}. */
    static Credentials of(Token token, ObjectNode body) {
        var credentials = Credentials.builder()
                .userId(token.shownUser().id())
                .userDomainId(token.shownUserDomain().id())
                .trustId(token.trust().map(DelegatedBy::id).orElse(null))
                .roles(token.roles().stream().map(Role::name).toList())
                .token(PlainJson.map(body));
        switch (token.scope()) {
            case ProjectScope(Project project, Project domain) ->
                credentials
                        .projectId(project.id())
                        .projectDomainId(domain.id())
                        .isAdminProject(body.path("is_admin_project").asBoolean(true));
            case DomainScope(Project domain) ->
                credentials.domainId(domain.id()).isAdminProject(false);
            case SystemScope() -> credentials.systemScope("all");
            case Unscoped() -> {}
        }
        return credentials.build();
    }
}
