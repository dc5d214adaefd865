package io.clavis.token;

import io.clavis.policy.Credentials;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token that was found valid, with what was made of it: all that answering for it again takes. Thread-safe. */
public final class ValidToken {
    private static final int OVERHEAD = 2048;
    private final Token token;
    private final Dependencies dependencies;
    private final RevocationSubject subject;
    private final long since;
    private final long resolvedAt;
    private final byte[] body;
    private final byte @Nullable [] bodyWithCatalog;
    // Made when first asked for: most tokens are only shown, and nobody calls with them.
    private volatile @Nullable Credentials credentials;

    /**
     * @param since what {@link Freshness} counted before the token was resolved
     * @param resolvedAt when that was, in milliseconds
     */
    ValidToken(Token token, long since, long resolvedAt, byte[] body) {
        this(token, Dependencies.of(token), RevocationSubject.of(token), since, resolvedAt, body, null);
    }

    private ValidToken(
            Token token,
            Dependencies dependencies,
            RevocationSubject subject,
            long since,
            long resolvedAt,
            byte[] body,
            byte @Nullable [] bodyWithCatalog) {
        this.token = token;
        this.dependencies = dependencies;
        this.subject = subject;
        this.since = since;
        this.resolvedAt = resolvedAt;
        this.body = body;
        this.bodyWithCatalog = bodyWithCatalog;
    }

    /** What the token stands for. */
    public Token token() {
        return token;
    }

    /** What policy rules see of its holder. */
    public Credentials credentials() {
        var made = credentials;
        if (made == null) {
            made = TokenCredentials.of(token, body);
            credentials = made;
        }
        return made;
    }

    /** The token as rules on tokens see it, to stand under {@code target.}. */
    public Map<String, ?> target() {
        var user = token.user();
        return Map.of("token", Map.of("user_id", user.id(), "user", Map.of("domain", Map.of("id", user.domainId()))));
    }

    /**
     * This token, for a service that says which version of access rules it keeps; 404 where it keeps none and the token
     * is narrowed by some, because it would take the token for more than it is.
     */
    public ValidToken forServiceThatKeeps(Optional<String> accessRules) {
        var narrowed = token.applicationCredential()
                .filter(credential -> !credential.accessRules().isEmpty());
        if (narrowed.isPresent()
                && accessRules.filter(ValidToken::keepsAccessRules).isEmpty()) {
            throw Refusal.invalid();
        }
        return this;
    }

    private static boolean keepsAccessRules(String version) {
        try {
            return Double.parseDouble(version.strip()) >= 1;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    Dependencies dependencies() {
        return dependencies;
    }

    RevocationSubject subject() {
        return subject;
    }

    long since() {
        return since;
    }

    long resolvedAt() {
        return resolvedAt;
    }

    byte[] body() {
        return body;
    }

    byte @Nullable [] bodyWithCatalog() {
        return bodyWithCatalog;
    }

    ValidToken withCatalog(byte[] rendered) {
        return new ValidToken(token, dependencies, subject, since, resolvedAt, body, rendered);
    }

    int weight() {
        return OVERHEAD + body.length + (bodyWithCatalog == null ? 0 : bodyWithCatalog.length);
    }
}
