package io.clavis.crypto.token;

import java.time.Instant;

/**
 * A token that was just made.
 *
 * @param text a secret
 * @param issuedAt as who reads the text will find it, in whole seconds
 */
public record SealedToken(String text, Instant issuedAt) {
    @Override
    public String toString() {
        return "SealedToken[" + issuedAt + "]";
    }
}
