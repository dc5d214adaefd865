package io.clavis.http;

import io.clavis.policy.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * {@code [DEFAULT] admin_token}: a shared secret that counts as a token, from the days before there was another way to
 * make the first administrator. Whoever sends it is nobody in particular, and is asked no rule.
 */
public final class AdminToken implements Authentication {
    private final byte[] secret;
    private final Authentication others;

    private AdminToken(String secret, Authentication others) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.others = others;
    }

    /** Knows the bearer of the secret, where there is one, and whomever {@code others} know. */
    public static Authentication before(Authentication others, Optional<String> secret) {
        return secret.<Authentication>map(text -> new AdminToken(text, others)).orElse(others);
    }

    @Override
    public Optional<Caller> caller(String token) {
        if (!MessageDigest.isEqual(secret, token.getBytes(StandardCharsets.UTF_8))) {
            return others.caller(token);
        }
        return Optional.of(new Caller(token, Credentials.builder().isAdmin(true).build()));
    }

    @Override
    public Optional<Caller> callerWithoutToken(Request request) {
        return others.callerWithoutToken(request);
    }

    @Override
    public String toString() {
        return "AdminToken[***]";
    }
}
