package io.clavis.http;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller's token was delegated by, where the user did not come in person. Whatever method is not known to be a
 * user's own counts as a delegation; so does a token that remembers none.
 */
public record Delegation(
        Optional<String> trustId, Optional<String> applicationCredentialId, Optional<String> accessTokenId) {
    private static final String EC2_CREDENTIAL = "ec2credential";
    private static final Set<String> METHODS_IN_PERSON =
            Set.of("external", "kerberos", "mapped", "openid", "password", "saml2", "token", "totp", "x509");

    /** The delegation behind the caller's token; empty for a token of the user's own. */
    public static Optional<Delegation> of(Caller caller) {
        if (!(caller.credentials().attributes().get("token") instanceof Map<?, ?> token) || token.isEmpty()) {
            return Optional.empty();
        }
        var trustId = member(token.get("OS-TRUST:trust"), "id");
        if (trustId.isEmpty() && caller.inPerson()) {
            return Optional.empty();
        }
        return Optional.of(new Delegation(
                trustId,
                member(token.get("application_credential"), "id"),
                member(token.get("OS-OAUTH1"), "access_token_id")));
    }

    /** Whether these methods, as a rendered token has them, are all a user's own; no methods at all are not. */
    public static boolean isInPerson(@Nullable Object methods) {
        return isInPerson(methods, Set.of());
    }

    /**
     * The same where the operator knows more methods to be a user's own. What marks a token as made for a signed request
     * never is.
     *
     * @param more {@code [auth] additional_primary_auth_methods}
     */
    public static boolean isInPerson(@Nullable Object methods, Set<String> more) {
        if (!(methods instanceof Collection<?> known) || known.isEmpty()) {
            return false;
        }
        for (var method : known) {
            var also = more.contains(method) && !method.equals(EC2_CREDENTIAL);
            if (!also && !METHODS_IN_PERSON.contains(method)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the caller's token was made for a signed request of the EC2 or S3 API. */
    static boolean isByEc2Credential(Caller caller) {
        return caller.credentials().attributes().get("token") instanceof Map<?, ?> token
                && token.get("methods") instanceof Collection<?> methods
                && methods.contains(EC2_CREDENTIAL);
    }

    private static Optional<String> member(@Nullable Object of, String name) {
        return of instanceof Map<?, ?> object && object.get(name) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
