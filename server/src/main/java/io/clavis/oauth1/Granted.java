package io.clavis.oauth1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that a consumer just got, with the secret that is told this once. */
record Granted(String id, String secret, @Nullable Instant expiresAt) {
    /** The answer's body (RFC 5849 section 2.1). */
    String form() {
        var form = "oauth_token=" + id + "&oauth_token_secret=" + secret;
        return expiresAt == null ? form : form + "&oauth_expires_at=" + StoredValues.time(expiresAt);
    }

    @Override
    public String toString() {
        return "Granted[" + id + "]";
    }
}
