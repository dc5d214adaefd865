package io.clavis.auth;

import io.clavis.assignment.Assignments;
import io.clavis.assignment.Role;
import io.clavis.auth.FederatedLogin.Passer;
import io.clavis.crypto.digest.Sha256;
import io.clavis.http.Authentication;
import io.clavis.http.Caller;
import io.clavis.http.Request;
import io.clavis.http.Unauthorized;
import io.clavis.policy.Credentials;
import io.clavis.resource.Project;
import io.clavis.token.Scope;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.TokenSettings.AdminProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows callers by a client certificate where they have no token ({@code [tokenless_auth]}). What they may do is what the
 * mapped user may in the scope that the request's headers name, or the mapped groups; nothing else in a header counts.
 * Thread-safe.
 */
public final class TokenlessAccess implements Authentication {
    private static final Logger LOG = LoggerFactory.getLogger(TokenlessAccess.class);
    private static final String NO_TOKEN = "";
    private final Authentication others;
    private final FederatedLogin login;
    private final AssertionHeaders assertions;
    private final Assignments assignments;
    private final TokenlessScope scopes;
    private final TokenlessSettings settings;
    private final Optional<AdminProject> adminProject;

    /** Knows those callers, and by their tokens whomever {@code others} know. */
    public TokenlessAccess(
            Authentication others,
            FederatedLogin login,
            FederationParts parts,
            AssertionSettings proxies,
            Assignments assignments,
            TokenlessSettings settings,
            Optional<AdminProject> adminProject) {
        this.others = others;
        this.login = login;
        this.assertions = new AssertionHeaders(proxies);
        this.assignments = assignments;
        this.scopes = new TokenlessScope(new Lookup(parts.users(), parts.tokenParts()));
        this.settings = settings;
        this.adminProject = adminProject;
    }

    @Override
    public Optional<Caller> caller(String token) {
        return others.caller(token);
    }

    @Override
    public Optional<Caller> callerWithoutToken(Request request) {
        if (settings.trustedIssuers().isEmpty()) {
            return Optional.empty();
        }
        var assertion = assertions.of(request);
        var issuer = assertion.ofCertificate(settings.issuerAttribute());
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (!settings.trustedIssuers().contains(issuer.get())) {
            LOG.info("a certificate of {} will not do: [tokenless_auth] trusted_issuer", issuer.get());
            return Optional.empty();
        }
        var scope = scopes.of(request);
        var credentials = switch (login.pass(assertion, Sha256.hex(issuer.get()), settings.protocol())) {
            case Passer.Local(Account account) -> local(account, scope);
            case Passer.Guest(List<String> groupIds) -> guest(groupIds, scope);
        };
        return Optional.of(new Caller(NO_TOKEN, credentials));
    }

    private Credentials local(Account account, Scope scope) {
        var userId = account.user().id();
        var roles = switch (scope) {
            case ProjectScope project ->
                assignments.effectiveRolesOnProject(userId, project.project().id());
            case DomainScope(Project domain) -> assignments.effectiveRolesOnDomain(userId, domain.id());
            case Scope.SystemScope _, Scope.Unscoped _ -> List.<Role>of();
        };
        return scoped(scope, roles)
                .userId(userId)
                .userDomainId(account.domain().id())
                .build();
    }

    private Credentials guest(List<String> groupIds, Scope scope) {
        var roles = switch (scope) {
            case ProjectScope project ->
                assignments.rolesOfGroupsOnProject(groupIds, project.project().id());
            case DomainScope(Project domain) -> assignments.rolesOfGroupsOnDomain(groupIds, domain.id());
            case Scope.SystemScope _, Scope.Unscoped _ -> List.<Role>of();
        };
        var groups = groupIds.stream().map(id -> Map.of("id", id)).toList();
        return scoped(scope, roles)
                .token(Map.of("user", Map.of("OS-FEDERATION", Map.of("groups", groups))))
                .build();
    }

    private Credentials.Builder scoped(Scope scope, List<Role> roles) {
        // Many a rule asks for the scope only, because no token has one without a role.
        if (roles.isEmpty()) {
            throw new Unauthorized("the holder of the certificate has no role in " + scope);
        }
        var credentials =
                Credentials.builder().roles(roles.stream().map(Role::name).toList());
        return switch (scope) {
            case ProjectScope project ->
                credentials
                        .projectId(project.project().id())
                        .projectDomainId(project.domain().id())
                        .isAdminProject(
                                adminProject.map(admin -> admin.is(project)).orElse(true));
            case DomainScope(Project domain) ->
                credentials.domainId(domain.id()).isAdminProject(false);
            case Scope.SystemScope _, Scope.Unscoped _ -> credentials.isAdminProject(false);
        };
    }
}
