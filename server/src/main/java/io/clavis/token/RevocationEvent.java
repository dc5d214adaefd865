package io.clavis.token;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends all tokens that match it: those issued at or before a moment that have every attribute named here. Times are in
 * whole seconds, so that a token issued in the second of the event is ended too, as upstream does.
 *
 * @param expiresAt the end of the tokens meant, where the event is about a single one
 */
public record RevocationEvent(
        Map<Attribute, String> attributes, @Nullable Instant expiresAt, Instant issuedBefore, Instant revokedAt) {

    /** What an event can name, the most telling first. */
    public enum Attribute {
        AUDIT_ID,
        AUDIT_CHAIN_ID,
        ACCESS_TOKEN_ID,
        TRUST_ID,
        USER_ID,
        CONSUMER_ID,
        PROJECT_ID,
        ROLE_ID,
        /** The user's domain or the scope's; of a single token (one with {@code expiresAt}) the scope's only. */
        DOMAIN_ID
    }

    public RevocationEvent {
        var sorted = new EnumMap<Attribute, String>(Attribute.class);
        sorted.putAll(attributes);
        attributes = Collections.unmodifiableMap(sorted);
    }

    /** Ends every token with one attribute that was issued until now. */
    static RevocationEvent of(Attribute attribute, String value, Instant now) {
        return new RevocationEvent(Map.of(attribute, value), null, now, now);
    }

    boolean matches(RevocationSubject subject) {
        if (subject.issuedAt().isAfter(issuedBefore)) {
            return false;
        }
        if (expiresAt != null && !expiresAt.equals(subject.expiresAt())) {
            return false;
        }
        for (var attribute : attributes.entrySet()) {
            if (!matches(attribute.getKey(), attribute.getValue(), subject)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(Attribute attribute, String value, RevocationSubject subject) {
        if (attribute == Attribute.DOMAIN_ID && expiresAt != null) {
            return value.equals(subject.scopeDomainId());
        }
        return subject.values(attribute).contains(value);
    }

    /** Whether one look-up by the only attribute tells all. */
    boolean isSimple() {
        return attributes.size() == 1 && expiresAt == null;
    }
}
