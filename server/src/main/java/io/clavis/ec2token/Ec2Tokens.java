package io.clavis.ec2token;

import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.credential.Credentials;
import io.clavis.credential.Ec2Key;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import io.clavis.oauth1.AccessTokens;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.token.DelegatedBy.ByTrust;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.TokenRequest;
import io.clavis.token.Tokens;
import io.clavis.trust.Trusts;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * From a signed request to a token of its signer, for the project of the key. Such a token says by its methods what it
 * was made from, and is good for other services only. Thread-safe.
 */
public final class Ec2Tokens {
    private final Credentials credentials;
    private final Users users;
    private final Projects projects;
    private final KeyDelegation delegations;
    private final Tokens tokens;
    private final Ec2TokenSettings settings;
    private final InstantSource clock;

    public Ec2Tokens(
            Credentials credentials,
            Users users,
            Projects projects,
            ApplicationCredentials applicationCredentials,
            AccessTokens accessTokens,
            Trusts trusts,
            Tokens tokens,
            Ec2TokenSettings settings,
            InstantSource clock) {
        this.credentials = credentials;
        this.users = users;
        this.projects = projects;
        this.delegations = new KeyDelegation(applicationCredentials, accessTokens, trusts, tokens, clock);
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a secret is found to be the one that a request was signed with. */
    @FunctionalInterface
    interface SignatureCheck {
        /** 401 where it was not. */
        void check(String secret, SignedRequest request);
    }

    /** A token for the request; the order of the checks is upstream's: key, signature, project and user, time, roles. */
    Tokens.Issued issue(String access, SignedRequest request, SignatureCheck signature) {
        var key = credentials.ec2Key(access).orElseThrow(() -> new NotFound("EC2 access key not found."));
        signature.check(key.secret(), request);
        var scope = scope(key);
        var owner = enabled(key.userId(), scope);
        requireFresh(request);
        var delegatedBy = delegations.of(key);
        var user = delegatedBy
                .filter(ByTrust.class::isInstance)
                .map(by -> enabled(((ByTrust) by).trust().trusteeUserId(), scope))
                .orElse(owner);
        return tokens.issue(new TokenRequest(
                user,
                enabledDomain(user.domainId()),
                List.of(Ec2CredentialMethod.NAME),
                scope,
                Optional.empty(),
                Optional.empty(),
                delegatedBy,
                Optional.empty()));
    }

    private User enabled(String userId, ProjectScope scope) {
        var user = users.find(userId).orElseThrow(() -> NotFound.of("user", userId));
        enabledDomain(user.domainId());
        if (!user.enabled() || !scope.project().enabled()) {
            throw new Unauthorized("the user or the project is disabled");
        }
        return user;
    }

    private ProjectScope scope(Ec2Key key) {
        var id = key.projectId();
        var project = projects.find(id).orElseThrow(() -> NotFound.of("project", id));
        var domainId = project.domainId();
        if (domainId == null) {
            throw new Unauthorized("the key is for a domain");
        }
        return new ProjectScope(project, enabledDomain(domainId));
    }

    private Project enabledDomain(String id) {
        return projects.findDomain(id)
                .filter(Project::enabled)
                .orElseThrow(() -> new Unauthorized("no such enabled domain"));
    }

    private void requireFresh(SignedRequest request) {
        var signed = SignatureTime.of(request);
        if (signed.isPresent() && clock.instant().isAfter(signed.get().plus(settings.timeToLive()))) {
            throw new Unauthorized("Credential is expired");
        }
    }
}
