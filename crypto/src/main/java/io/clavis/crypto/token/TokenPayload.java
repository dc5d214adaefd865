package io.clavis.crypto.token;

import java.time.Instant;
import java.util.List;

/** What a Fernet token holds, one record per payload version of upstream. */
public sealed interface TokenPayload
        permits UnscopedPayload,
                DomainScopedPayload,
                ProjectScopedPayload,
                TrustScopedPayload,
                FederatedUnscopedPayload,
                FederatedProjectScopedPayload,
                FederatedDomainScopedPayload,
                OauthScopedPayload,
                SystemScopedPayload,
                ApplicationCredentialScopedPayload,
                Oauth2CredentialsScopedPayload {
    /** The user who holds the token. */
    String userId();

    /** The auth methods used; those that are not configured get lost in the token. */
    List<String> methods();

    /** When the token expires, in whole seconds. */
    Instant expiresAt();

    /** The token's own audit id, then that of the token it came from, if any. */
    List<String> auditIds();
}
