package io.clavis.crypto.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import java.time.Instant;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A payload as claims, under upstream's names. Methods are told by name, so their order in the configuration is free. */
final class JwsClaims {
    /** From 1970 to 9999-12-31T23:59:59Z, the end of upstream's calendar. */
    private static final ValueRange CALENDAR = ValueRange.of(0, 253_402_300_799L);

    private static final String SYSTEM = "openstack_system";
    private static final String DOMAIN = "openstack_domain_id";
    private static final String PROJECT = "openstack_project_id";
    private static final String TRUST = "openstack_trust_id";
    private static final String GROUPS = "openstack_group_ids";
    private static final String IDENTITY_PROVIDER = "openstack_idp_id";
    private static final String PROTOCOL = "openstack_protocol_id";
    private static final String ACCESS_TOKEN = "openstack_access_token_id";
    private static final String APPLICATION_CREDENTIAL = "openstack_app_cred_id";
    private static final String THUMBPRINT = "openstack_thumbprint";

    private final JsonNode claims;

    private JwsClaims(JsonNode claims) {
        this.claims = claims;
    }

    static ObjectNode write(TokenPayload payload, Instant issuedAt) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("sub", payload.userId());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", payload.expiresAt().getEpochSecond());
        strings(claims, "openstack_methods", payload.methods());
        strings(claims, "openstack_audit_ids", payload.auditIds());
        switch (payload) {
            case UnscopedPayload _ -> {}
            case DomainScopedPayload p -> claims.put(DOMAIN, p.domainId());
            case ProjectScopedPayload p -> claims.put(PROJECT, p.projectId());
            case TrustScopedPayload p -> claims.put(PROJECT, p.projectId()).put(TRUST, p.trustId());
            case FederatedUnscopedPayload p -> federated(claims, p.groupIds(), p.identityProviderId(), p.protocolId());
            case FederatedProjectScopedPayload p ->
                federated(claims.put(PROJECT, p.projectId()), p.groupIds(), p.identityProviderId(), p.protocolId());
            case FederatedDomainScopedPayload p ->
                federated(claims.put(DOMAIN, p.domainId()), p.groupIds(), p.identityProviderId(), p.protocolId());
            case OauthScopedPayload p -> claims.put(PROJECT, p.projectId()).put(ACCESS_TOKEN, p.accessTokenId());
            case SystemScopedPayload p -> claims.put(SYSTEM, p.system());
            case ApplicationCredentialScopedPayload p ->
                claims.put(PROJECT, p.projectId()).put(APPLICATION_CREDENTIAL, p.applicationCredentialId());
            case Oauth2CredentialsScopedPayload p -> {
                Optional.ofNullable(p.domainId()).ifPresent(id -> claims.put(DOMAIN, id));
                Optional.ofNullable(p.projectId()).ifPresent(id -> claims.put(PROJECT, id));
                claims.put(THUMBPRINT, p.thumbprint());
            }
        }
        return claims;
    }

    /** The token that a set of claims tells; only for claims whose signature was verified. */
    static IssuedToken read(JsonNode claims) {
        var read = new JwsClaims(claims);
        return new IssuedToken(read.payload(), read.time("iat"));
    }

    private TokenPayload payload() {
        var userId = required("sub");
        var methods = strings("openstack_methods");
        var ends = time("exp");
        var audit = strings("openstack_audit_ids");
        if (audit.isEmpty()) {
            throw new InvalidTokenException("no audit id");
        }
        if (claims.has(SYSTEM)) {
            return new SystemScopedPayload(userId, methods, required(SYSTEM), ends, audit);
        }
        if (claims.has(TRUST)) {
            return new TrustScopedPayload(userId, methods, required(PROJECT), required(TRUST), ends, audit);
        }
        if (claims.has(ACCESS_TOKEN)) {
            return new OauthScopedPayload(userId, methods, required(PROJECT), required(ACCESS_TOKEN), ends, audit);
        }
        if (claims.has(APPLICATION_CREDENTIAL)) {
            return new ApplicationCredentialScopedPayload(
                    userId, methods, required(PROJECT), required(APPLICATION_CREDENTIAL), ends, audit);
        }
        if (claims.has(THUMBPRINT)) {
            return new Oauth2CredentialsScopedPayload(
                    userId,
                    methods,
                    text(PROJECT).orElse(null),
                    text(DOMAIN).orElse(null),
                    required(THUMBPRINT),
                    ends,
                    audit);
        }
        return claims.has(IDENTITY_PROVIDER)
                ? federated(userId, methods, ends, audit)
                : scoped(userId, methods, ends, audit);
    }

    private TokenPayload scoped(String userId, List<String> methods, Instant ends, List<String> audit) {
        if (claims.has(PROJECT)) {
            return new ProjectScopedPayload(userId, methods, required(PROJECT), ends, audit);
        }
        return claims.has(DOMAIN)
                ? new DomainScopedPayload(userId, methods, required(DOMAIN), ends, audit)
                : new UnscopedPayload(userId, methods, ends, audit);
    }

    private TokenPayload federated(String userId, List<String> methods, Instant ends, List<String> audit) {
        var groups = claims.path(GROUPS)
                .valueStream()
                .map(group -> group.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList();
        var provider = required(IDENTITY_PROVIDER);
        var protocol = required(PROTOCOL);
        if (claims.has(PROJECT)) {
            return new FederatedProjectScopedPayload(
                    userId, methods, required(PROJECT), groups, provider, protocol, ends, audit);
        }
        return claims.has(DOMAIN)
                ? new FederatedDomainScopedPayload(
                        userId, methods, required(DOMAIN), groups, provider, protocol, ends, audit)
                : new FederatedUnscopedPayload(userId, methods, groups, provider, protocol, ends, audit);
    }

    private Optional<String> text(String name) {
        return Optional.of(claims.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private String required(String name) {
        return text(name).orElseThrow(() -> new InvalidTokenException("no claim " + name));
    }

    private List<String> strings(String name) {
        var values = claims.path(name);
        if (!values.isArray() || values.valueStream().anyMatch(value -> !value.isString())) {
            throw new InvalidTokenException("no claim " + name);
        }
        return values.valueStream().map(JsonNode::asString).toList();
    }

    private Instant time(String name) {
        var seconds = claims.path(name);
        if (!seconds.isIntegralNumber() || !seconds.canConvertToLong() || !CALENDAR.isValidValue(seconds.asLong())) {
            throw new InvalidTokenException("no claim " + name);
        }
        return Instant.ofEpochSecond(seconds.asLong());
    }

    private static void federated(
            ObjectNode claims, List<String> groupIds, String identityProviderId, String protocolId) {
        var groups = claims.putArray(GROUPS);
        groupIds.forEach(id -> groups.addObject().put("id", id));
        claims.put(IDENTITY_PROVIDER, identityProviderId).put(PROTOCOL, protocolId);
    }

    private static void strings(ObjectNode claims, String name, List<String> values) {
        var array = claims.putArray(name);
        values.forEach(array::add);
    }
}
