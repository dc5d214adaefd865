package io.clavis.crypto.token;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Fernet tokens ({@code [token] provider = fernet}). Safe for use by many threads. */
public final class FernetTokens {
    private final Fernet fernet;
    private final PayloadFormat format;

    /**
     * Tokens are bound to the order of {@code authMethods}, which is {@code [auth] methods} as configured.
     *
     * @param defaultDomainId {@code [identity] default_domain_id}
     */
    public FernetTokens(
            KeySource keys,
            List<String> authMethods,
            String defaultDomainId,
            InstantSource clock,
            SecureRandom random) {
        this.fernet = new Fernet(keys, clock, random);
        this.format = new PayloadFormat(authMethods, defaultDomainId);
    }

    /**
     * Makes the text of a new token.
     *
     * @throws IllegalArgumentException if an audit id is malformed, or a trust or domain id is not a UUID
     */
    public String issue(TokenPayload payload) {
        return fernet.encryptUnpadded(format.write(payload));
    }

    /**
     * Opens a token. Whether it has expired or been revoked is for the caller to ask.
     *
     * @throws InvalidTokenException if it is not a token of ours
     */
    public IssuedToken read(String token) {
        var message = fernet.decrypt(token);
        return new IssuedToken(format.readToken(message.plaintext()), message.issuedAt());
    }
}
