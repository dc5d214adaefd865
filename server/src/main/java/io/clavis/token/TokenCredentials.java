package io.clavis.token;

import io.clavis.assignment.Role;
import io.clavis.http.Json;
import io.clavis.http.PlainJson;
import io.clavis.policy.Credentials;
import io.clavis.resource.Project;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;

/** A token as policy rules see it. */
final class TokenCredentials {
    private TokenCredentials() {}

    /** {@code answer} shows the token, which rules reach under {@code token.}. */
    static Credentials of(Token token, byte[] answer) {
        var body = Json.parse(answer).orElseThrow().path("token");
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
