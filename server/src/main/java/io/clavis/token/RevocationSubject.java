package io.clavis.token;

import io.clavis.assignment.Role;
import io.clavis.token.RevocationEvent.Attribute;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What revocation events see of a token.
 *
 * @param attributes the values that an event may name; an attribute without any is left out
 * @param scopeDomainId the domain of the scope, for events about a single domain-scoped token
 */
record RevocationSubject(
        Map<Attribute, List<String>> attributes, @Nullable String scopeDomainId, Instant issuedAt, Instant expiresAt) {

    static RevocationSubject of(Token token) {
        var attributes = new EnumMap<Attribute, List<String>>(Attribute.class);
        attributes.put(Attribute.AUDIT_ID, List.of(token.auditId()));
        token.parentAuditId().ifPresent(parent -> attributes.put(Attribute.AUDIT_CHAIN_ID, List.of(parent)));
        attributes.put(Attribute.USER_ID, userIds(token));
        token.trust()
                .ifPresent(by -> attributes.put(Attribute.TRUST_ID, by.chain().ids()));
        attributes.put(Attribute.ROLE_ID, token.roles().stream().map(Role::id).toList());
        var scopeDomainId = scopeDomainId(token.scope());
        attributes.put(
                Attribute.DOMAIN_ID,
                Stream.concat(Stream.of(token.userDomain().id()), Stream.ofNullable(scopeDomainId))
                        .distinct()
                        .toList());
        token.accessToken().ifPresent(access -> {
            attributes.put(Attribute.ACCESS_TOKEN_ID, List.of(access.id()));
            attributes.put(Attribute.CONSUMER_ID, List.of(access.consumerId()));
        });
        if (token.scope() instanceof ProjectScope scope) {
            attributes.put(Attribute.PROJECT_ID, List.of(scope.project().id()));
        }
        return new RevocationSubject(attributes, scopeDomainId, token.issuedAt(), token.expiresAt());
    }

    List<String> values(Attribute attribute) {
        return attributes.getOrDefault(attribute, List.of());
    }

    // Whoever gave a trust ends its tokens too, with a new password for example.
    private static List<String> userIds(Token token) {
        return Stream.concat(
                        Stream.of(token.user().id()),
                        token.trust().stream().flatMap(by -> by.chain().userIds().stream()))
                .distinct()
                .toList();
    }

    private static @Nullable String scopeDomainId(Scope scope) {
        return switch (scope) {
            case ProjectScope project -> project.domain().id();
            case DomainScope domain -> domain.domain().id();
            case SystemScope _, Unscoped _ -> null;
        };
    }
}
