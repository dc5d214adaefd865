package io.clavis.http;

import io.clavis.policy.Credentials;

/**
 * Who calls: what a valid {@code X-Auth-Token} says.
 *
 * @param token the token's text, for look-ups; never logged
 * @param credentials what policy rules see of the caller
 */
public record Caller(String token, Credentials credentials) {
    @Override
    public String toString() {
        return "Caller[" + credentials.userId() + "]";
    }
}
