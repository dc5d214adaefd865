package io.clavis.crypto.token;

import java.security.PublicKey;
import java.util.List;

/** How a token is sealed in a text, as {@code [token] provider} says. Safe for use by many threads. */
public sealed interface TokenFormat permits FernetTokens, JwsTokens {
    /**
     * Makes a new token.
     *
     * @throws IllegalArgumentException if an id in it is malformed
     * @throws io.clavis.crypto.key.KeyRepositoryException if there is no key to seal it with
     */
    SealedToken issue(TokenPayload payload);

    /**
     * Opens a token. Whether it has expired or been revoked is for the caller to ask.
     *
     * @throws io.clavis.crypto.fernet.InvalidTokenException if it is not a token of ours
     */
    IssuedToken read(String token);

    /** What anybody may verify tokens with, without asking us; nothing where only who holds a secret can. */
    List<PublicKey> publicKeys();
}
