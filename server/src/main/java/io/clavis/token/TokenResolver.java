package io.clavis.token;

import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.assignment.Assignments;
import io.clavis.assignment.Role;
import io.clavis.crypto.token.ApplicationCredentialScopedPayload;
import io.clavis.crypto.token.DomainScopedPayload;
import io.clavis.crypto.token.FederatedDomainScopedPayload;
import io.clavis.crypto.token.FederatedProjectScopedPayload;
import io.clavis.crypto.token.FederatedUnscopedPayload;
import io.clavis.crypto.token.IssuedToken;
import io.clavis.crypto.token.Oauth2CredentialsScopedPayload;
import io.clavis.crypto.token.OauthScopedPayload;
import io.clavis.crypto.token.ProjectScopedPayload;
import io.clavis.crypto.token.SystemScopedPayload;
import io.clavis.crypto.token.TokenPayload;
import io.clavis.crypto.token.TrustScopedPayload;
import io.clavis.crypto.token.UnscopedPayload;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.oauth1.AccessTokens;
import io.clavis.resource.Project;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.DelegatedBy.ByCertificate;
import io.clavis.token.DelegatedBy.ByTrust;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import io.clavis.trust.TrustChain;
import io.clavis.trust.Trusts;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds what the ids in a token stand for. What is missing or disabled is a 404, in upstream's order: project, its
 * domain, trust, user, the user's domain, roles. What a trust is not good for any more is a 403.
 */
final class TokenResolver {
    private final TokenParts parts;
    private final Assignments assignments;
    private final AccessTokens accessTokens;
    private final Trusts trusts;
    private final FederationSources federations;

    TokenResolver(TokenSources sources, TokenParts parts) {
        this.parts = parts;
        this.assignments = sources.assignments();
        this.accessTokens = sources.accessTokens();
        this.trusts = sources.trusts();
        this.federations = sources.federation();
    }

    Token resolve(IssuedToken issued) {
        var payload = issued.payload();
        var scope = scope(payload);
        var trust = trust(payload);
        var user = parts.user(payload.userId()).orElseThrow(() -> NotFound.of("user", payload.userId()));
        var domain = domainOf(user.domainId(), scope);
        var delegatedBy = trust.or(() -> delegatedBy(payload));
        var federation = Federation.of(payload);
        var roles = roles(user.id(), scope, delegatedBy, federation);
        if (roles.isEmpty() && !(scope instanceof Unscoped)) {
            throw Refusal.invalid();
        }
        federation.ifPresent(federations::requireKnown);
        return new Token(payload, issued.issuedAt(), user, domain, scope, roles, delegatedBy);
    }

    /** What a user may do in a scope just now; of that, what is handed on. */
    List<Role> roles(String userId, Scope scope, Optional<DelegatedBy> delegatedBy, Optional<Federation> federation) {
        return delegatedBy
                .map(by -> handedOn(userId, scope, by))
                .or(() -> federation.map(by -> federated(userId, scope, by.groupIds(), parts.roles(userId, scope))))
                .orElseGet(() -> parts.roles(userId, scope));
    }

    private List<Role> handedOn(String userId, Scope scope, DelegatedBy delegatedBy) {
        return switch (delegatedBy) {
            case ByApplicationCredential credential -> credential.narrow(parts.roles(userId, scope));
            case ByAccessToken token -> token.narrow(parts.roles(userId, scope));
            case ByTrust trust -> trusts.roles(trust.chain());
            case ByCertificate _ -> parts.roles(userId, scope);
        };
    }

    // The groups in the token count whether or not the user is still in them. As upstream has it, roles on the system
    // count everywhere for a federated user.
    private List<Role> federated(String userId, Scope scope, List<String> groupIds, List<Role> held) {
        var ofGroups = switch (scope) {
            case ProjectScope(Project project, Project _) -> assignments.rolesOfGroupsOnProject(groupIds, project.id());
            case DomainScope(Project domain) -> assignments.rolesOfGroupsOnDomain(groupIds, domain.id());
            case SystemScope(), Unscoped() -> List.<Role>of();
        };
        if (scope instanceof SystemScope || scope instanceof Unscoped) {
            return held;
        }
        var all = new TreeMap<String, Role>();
        Stream.of(held, ofGroups, assignments.directRolesOnSystem(userId, groupIds))
                .flatMap(List::stream)
                .forEach(role -> all.put(role.id(), role));
        return List.copyOf(all.values());
    }

    /** Whether a federated user may ask for a token of another scope; see {@link FederationSources#requireUsable}. */
    void requireUsable(Federation federation) {
        federations.requireUsable(federation);
    }

    private Optional<DelegatedBy> delegatedBy(TokenPayload payload) {
        return switch (payload) {
            case ApplicationCredentialScopedPayload credential -> Optional.of(applicationCredential(credential));
            case OauthScopedPayload access -> Optional.of(accessToken(access));
            case Oauth2CredentialsScopedPayload bound -> Optional.of(new ByCertificate(bound.thumbprint()));
            default -> Optional.empty();
        };
    }

    /** What a token by a trust is delegated by; see {@link Tokens#byTrust}. */
    ByTrust byTrust(TrustChain chain, String userId) {
        var trust = chain.trust();
        if (!trust.trusteeUserId().equals(userId)) {
            throw Forbidden.hidden("User is not a trustee.");
        }
        var trustorId = trust.trustorUserId();
        var trustor = parts.user(trustorId).orElseThrow(() -> NotFound.of("user", trustorId));
        var domainId = trustor.domainId();
        var domain = parts.domain(domainId).orElseThrow(() -> NotFound.of("domain", domainId));
        if (!domain.enabled()) {
            throw new NotFound("Trustor domain is disabled.");
        }
        if (!trustor.enabled()) {
            throw Forbidden.hidden("Trustor is disabled.");
        }
        return new ByTrust(chain, trustor, domain);
    }

    private Optional<DelegatedBy> trust(TokenPayload payload) {
        return payload instanceof TrustScopedPayload delegated ? Optional.of(trust(delegated)) : Optional.empty();
    }

    private DelegatedBy trust(TrustScopedPayload delegated) {
        var chain = trusts.ofToken(delegated.trustId());
        if (!delegated.projectId().equals(chain.trust().projectId())) {
            throw Refusal.invalid();
        }
        return byTrust(chain, delegated.userId());
    }

    private DelegatedBy applicationCredential(ApplicationCredentialScopedPayload delegated) {
        var id = delegated.applicationCredentialId();
        var credential = parts.applicationCredential(id).orElseThrow(() -> ApplicationCredentials.missing(id));
        if (!credential.userId().equals(delegated.userId())
                || !delegated.projectId().equals(credential.projectId())) {
            throw Refusal.invalid();
        }
        return new ByApplicationCredential(credential);
    }

    private DelegatedBy accessToken(OauthScopedPayload delegated) {
        var access = accessTokens.get(delegated.accessTokenId());
        if (!access.userId().equals(delegated.userId()) || !access.projectId().equals(delegated.projectId())) {
            throw Refusal.invalid();
        }
        return new ByAccessToken(access, accessTokens.roleIds(access));
    }

    // A token of a delegation is only as good as what it was delegated by; where nobody here can judge that, it is
    // refused.
    private Scope scope(TokenPayload payload) {
        return switch (payload) {
            case UnscopedPayload _, FederatedUnscopedPayload _ -> new Unscoped();
            case FederatedProjectScopedPayload p -> projectScope(p.projectId());
            case FederatedDomainScopedPayload p -> new DomainScope(enabledDomain(p.domainId()));
            case ProjectScopedPayload p -> projectScope(p.projectId());
            case ApplicationCredentialScopedPayload p -> projectScope(p.projectId());
            case OauthScopedPayload p -> projectScope(p.projectId());
            case TrustScopedPayload p -> projectScope(p.projectId());
            case DomainScopedPayload p -> new DomainScope(enabledDomain(p.domainId()));
            case SystemScopedPayload _ -> new SystemScope();
            case Oauth2CredentialsScopedPayload p -> scope(p);
        };
    }

    private Scope scope(Oauth2CredentialsScopedPayload bound) {
        if (bound.projectId() != null) {
            return projectScope(bound.projectId());
        }
        if (bound.domainId() == null) {
            throw Refusal.invalid();
        }
        return new DomainScope(enabledDomain(bound.domainId()));
    }

    private ProjectScope projectScope(String id) {
        var project = parts.project(id).orElseThrow(() -> NotFound.of("project", id));
        if (!project.enabled()) {
            throw Refusal.disabled("project", id);
        }
        var domainId = project.domainId();
        if (domainId == null) {
            throw NotFound.of("project", id);
        }
        return new ProjectScope(project, enabledDomain(domainId));
    }

    // Mostly the user lives in the domain of the project, which was just read.
    private Project domainOf(String domainId, Scope scope) {
        return switch (scope) {
            case ProjectScope(Project _, Project domain) when domain.id().equals(domainId) -> domain;
            case DomainScope(Project domain) when domain.id().equals(domainId) -> domain;
            case ProjectScope _, DomainScope _, SystemScope _, Unscoped _ -> enabledDomain(domainId);
        };
    }

    private Project enabledDomain(String id) {
        var domain = parts.domain(id).orElseThrow(() -> NotFound.of("domain", id));
        if (!domain.enabled()) {
            throw Refusal.disabled("domain", id);
        }
        return domain;
    }
}
