package io.clavis.token;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.crypto.token.Oauth2CredentialsScopedPayload;
import io.clavis.crypto.token.TokenPayload;
import io.clavis.identity.User;
import io.clavis.oauth1.AccessToken;
import io.clavis.resource.Project;
import io.clavis.token.DelegatedBy.ByAccessToken;
import io.clavis.token.DelegatedBy.ByApplicationCredential;
import io.clavis.token.DelegatedBy.ByCertificate;
import io.clavis.token.DelegatedBy.ByTrust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token with all that it stands for just now; the token itself holds ids only.
 *
 * @param payload what is sealed in the token; its variant tells a delegation from a token of the user's own
 * @param issuedAt in whole seconds
 * @param user who came for it
 * @param roles what the user may do in the scope; empty only for an unscoped token
 * @param delegatedBy what it was issued for, where the user did not come in person
 */
public record Token(
        TokenPayload payload,
        Instant issuedAt,
        User user,
        Project userDomain,
        Scope scope,
        List<Role> roles,
        Optional<DelegatedBy> delegatedBy) {
    /** The method of tokens that are bound to a certificate. */
    public static final String OAUTH2_CREDENTIAL = "oauth2_credential";

    public Token {
        roles = List.copyOf(roles);
    }

    /** The application credential that it was issued for, if it was. */
    public Optional<ApplicationCredential> applicationCredential() {
        return delegatedBy
                .filter(ByApplicationCredential.class::isInstance)
                .map(by -> ((ByApplicationCredential) by).credential());
    }

    /** The access token that it was issued for, if it was. */
    public Optional<AccessToken> accessToken() {
        return delegatedBy.filter(ByAccessToken.class::isInstance).map(by -> ((ByAccessToken) by).token());
    }

    /** The trust that it was issued by, if it was. */
    public Optional<ByTrust> trust() {
        return delegatedBy.filter(ByTrust.class::isInstance).map(ByTrust.class::cast);
    }

    /** Who vouched for the user, where that was an identity provider. */
    public Optional<Federation> federation() {
        return Federation.of(payload);
    }

    /** Whom it shows: the user, or the trustor whom the user impersonates. */
    public User shownUser() {
        return impersonated().map(ByTrust::trustor).orElse(user);
    }

    /** The domain of {@link #shownUser()}. */
    public Project shownUserDomain() {
        return impersonated().map(ByTrust::trustorDomain).orElse(userDomain);
    }

    private Optional<ByTrust> impersonated() {
        return trust().filter(by -> by.trust().impersonation());
    }

    /** The thumbprint of the certificate that it is bound to, if it is. */
    public Optional<String> thumbprint() {
        return delegatedBy.filter(ByCertificate.class::isInstance).map(by -> ((ByCertificate) by).thumbprint());
    }

    /**
     * The methods that led to this token, those of the tokens before it included. That of a token bound to a certificate
     * stands in no list of methods and so gets lost in its bytes, but there is only one.
     */
    public List<String> methods() {
        return payload instanceof Oauth2CredentialsScopedPayload ? List.of(OAUTH2_CREDENTIAL) : payload.methods();
    }

    /** When it ends, in whole seconds. */
    public Instant expiresAt() {
        return payload.expiresAt();
    }

    /** The id under which it is revoked. */
    public String auditId() {
        return payload.auditIds().getFirst();
    }

    /** The audit id of the token that a chain of rescoping began with. */
    public Optional<String> parentAuditId() {
        var ids = payload.auditIds();
        return ids.size() > 1 ? Optional.of(ids.get(1)) : Optional.empty();
    }
}
