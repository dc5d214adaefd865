package io.clavis.ec2token;

import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.credential.Ec2Key;
import io.clavis.http.Unauthorized;
import io.clavis.oauth1.AccessTokens;
import io.clavis.token.DelegatedBy;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.DelegatedBy.ByTrust;
import io.clavis.token.Tokens;
import io.clavis.trust.Trusts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key was made with, which narrows what it is good for. Anybody may write anything into a credential of their
 * own, so that must be theirs, and for the key's project.
 */
final class KeyDelegation {
    private final ApplicationCredentials applicationCredentials;
    private final AccessTokens accessTokens;
    private final Trusts trusts;
    private final Tokens tokens;
    private final InstantSource clock;

    KeyDelegation(
            ApplicationCredentials applicationCredentials,
            AccessTokens accessTokens,
            Trusts trusts,
            Tokens tokens,
            InstantSource clock) {
        this.applicationCredentials = applicationCredentials;
        this.accessTokens = accessTokens;
        this.trusts = trusts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Empty for a key that the user made in person; 401 for somebody else's delegation, 404 for one that is gone. */
    Optional<DelegatedBy> of(Ec2Key key) {
        return key.trustId()
                .<DelegatedBy>map(id -> trust(key, id))
                .or(() -> key.applicationCredentialId().map(id -> applicationCredential(key, id)))
                .or(() -> key.accessTokenId().map(id -> accessToken(key, id)));
    }

    // A key that was made by impersonation is the trustor's, but its token is the trustee's as any by that trust.
    private ByTrust trust(Ec2Key key, String id) {
        var chain = trusts.ofToken(id);
        var trust = chain.trust();
        var owner = trust.impersonation() ? trust.trustorUserId() : trust.trusteeUserId();
        require(key, owner, trust.projectId(), trust.expiresAt(), "trust");
        return tokens.byTrust(chain, trust.trusteeUserId());
    }

    private ByApplicationCredential applicationCredential(Ec2Key key, String id) {
        var credential = applicationCredentials.find(id).orElseThrow(() -> ApplicationCredentials.missing(id));
        require(key, credential.userId(), credential.projectId(), credential.expiresAt(), "application credential");
        return new ByApplicationCredential(credential);
    }

    private ByAccessToken accessToken(Ec2Key key, String id) {
        var token = accessTokens.get(id);
        require(key, token.userId(), token.projectId(), token.expiresAt(), "OAuth1 access token");
        return new ByAccessToken(token, accessTokens.roleIds(token));
    }

    private void require(
            Ec2Key key, String owner, @Nullable String projectId, @Nullable Instant expiresAt, String what) {
        if (!Objects.equals(projectId, key.projectId())) {
            throw new Unauthorized("EC2 credential project does not match the " + what + " project.");
        }
        if (!owner.equals(key.userId())) {
            throw new Unauthorized("the " + what + " is another user's");
        }
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            throw new Unauthorized("the " + what + " has expired");
        }
    }
}
