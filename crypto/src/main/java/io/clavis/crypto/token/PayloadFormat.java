package io.clavis.crypto.token;

import io.clavis.crypto.fernet.InvalidTokenException;
import java.util.List;

/** The order of parts in each payload version: version, user, methods, …; the same order written and read. */
final class PayloadFormat {
    private final AuthMethods methods;
    private final String defaultDomainId;

    PayloadFormat(List<String> configuredMethods, String defaultDomainId) {
        this.methods = new AuthMethods(configuredMethods);
        this.defaultDomainId = defaultDomainId;
    }

    byte[] write(TokenPayload payload) {
        var out = switch (payload) {
            case UnscopedPayload p -> start(5, 0, p).time(p.expiresAt()).auditIds(p.auditIds());
            case DomainScopedPayload p ->
                domain(start(6, 1, p), p.domainId()).time(p.expiresAt()).auditIds(p.auditIds());
            case ProjectScopedPayload p ->
                start(6, 2, p).id(p.projectId()).time(p.expiresAt()).auditIds(p.auditIds());
            case TrustScopedPayload p ->
                start(7, 3, p)
                        .id(p.projectId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds())
                        .bareUuid(p.trustId());
            case FederatedUnscopedPayload p ->
                start(8, 4, p)
                        .ids(p.groupIds())
                        .id(p.identityProviderId())
                        .text(p.protocolId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds());
            case FederatedProjectScopedPayload p ->
                start(9, 5, p)
                        .id(p.projectId())
                        .ids(p.groupIds())
                        .id(p.identityProviderId())
                        .text(p.protocolId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds());
            case FederatedDomainScopedPayload p ->
                start(9, 6, p)
                        .id(p.domainId())
                        .ids(p.groupIds())
                        .id(p.identityProviderId())
                        .text(p.protocolId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds());
            case OauthScopedPayload p ->
                start(7, 7, p)
                        .id(p.projectId())
                        .id(p.accessTokenId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds());
            case SystemScopedPayload p ->
                start(6, 8, p).text(p.system()).time(p.expiresAt()).auditIds(p.auditIds());
            case ApplicationCredentialScopedPayload p ->
                start(7, 9, p)
                        .id(p.projectId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds())
                        .id(p.applicationCredentialId());
            case Oauth2CredentialsScopedPayload p ->
                start(8, 10, p)
                        .id(p.projectId())
                        .id(p.domainId())
                        .time(p.expiresAt())
                        .auditIds(p.auditIds())
                        .flaggedText(p.thumbprint());
        };
        return out.toByteArray();
    }

    byte[] write(ReceiptPayload payload) {
        return new PayloadWriter(methods)
                .array(3)
                .id(payload.userId())
                .methods(payload.methods())
                .time(payload.expiresAt())
                .toByteArray();
    }

    TokenPayload readToken(byte[] plaintext) {
        var in = new PayloadReader(plaintext, methods);
        var size = in.array();
        var version = in.version();
        var payload = read((int) Math.min(version, Integer.MAX_VALUE), size, in);
        in.end();
        return payload;
    }

    ReceiptPayload readReceipt(byte[] plaintext) {
        var in = new PayloadReader(plaintext, methods);
        expect(3, in.array());
        var payload = new ReceiptPayload(in.id(), in.methods(), in.time());
        in.end();
        return payload;
    }

    // Java evaluates arguments from left to right, so a record's components are read in the order of the payload
    // wherever the two orders agree; the others are read into variables first.
    private TokenPayload read(int version, int size, PayloadReader in) {
        return switch (version) {
            case 0 -> {
                expect(5, size);
                yield new UnscopedPayload(in.id(), in.methods(), in.time(), in.auditIds());
            }
            case 1 -> {
                expect(6, size);
                yield new DomainScopedPayload(
                        in.id(), in.methods(), in.domainId(defaultDomainId), in.time(), in.auditIds());
            }
            case 2 -> {
                expect(6, size);
                yield new ProjectScopedPayload(in.id(), in.methods(), in.id(), in.time(), in.auditIds());
            }
            case 3 -> readTrustScoped(size, in);
            case 4 -> {
                expect(8, size);
                yield new FederatedUnscopedPayload(
                        in.id(), in.methods(), in.ids(), in.id(), in.text(), in.time(), in.auditIds());
            }
            case 5 -> {
                expect(9, size);
                yield new FederatedProjectScopedPayload(
                        in.id(), in.methods(), in.id(), in.ids(), in.id(), in.text(), in.time(), in.auditIds());
            }
            case 6 -> {
                expect(9, size);
                yield new FederatedDomainScopedPayload(
                        in.id(), in.methods(), in.id(), in.ids(), in.id(), in.text(), in.time(), in.auditIds());
            }
            case 7 -> {
                expect(7, size);
                yield new OauthScopedPayload(in.id(), in.methods(), in.id(), in.id(), in.time(), in.auditIds());
            }
            case 8 -> {
                expect(6, size);
                yield new SystemScopedPayload(in.id(), in.methods(), in.text(), in.time(), in.auditIds());
            }
            case 9 -> readApplicationCredentialScoped(size, in);
            case 10 -> readOauth2CredentialsScoped(size, in);
            default -> throw new InvalidTokenException("unknown payload version");
        };
    }

    private static TokenPayload readTrustScoped(int size, PayloadReader in) {
        expect(7, size);
        var userId = in.id();
        var used = in.methods();
        var projectId = in.id();
        var expiresAt = in.time();
        var auditIds = in.auditIds();
        return new TrustScopedPayload(userId, used, projectId, in.bareUuid(), expiresAt, auditIds);
    }

    private static TokenPayload readApplicationCredentialScoped(int size, PayloadReader in) {
        expect(7, size);
        var userId = in.id();
        var used = in.methods();
        var projectId = in.id();
        var expiresAt = in.time();
        var auditIds = in.auditIds();
        return new ApplicationCredentialScopedPayload(userId, used, projectId, in.id(), expiresAt, auditIds);
    }

    private static TokenPayload readOauth2CredentialsScoped(int size, PayloadReader in) {
        expect(8, size);
        var userId = in.id();
        var used = in.methods();
        var projectId = in.idOrNil();
        var domainId = in.idOrNil();
        var expiresAt = in.time();
        var auditIds = in.auditIds();
        return new Oauth2CredentialsScopedPayload(userId, used, projectId, domainId, in.id(), expiresAt, auditIds);
    }

    private PayloadWriter start(int size, int version, TokenPayload payload) {
        return new PayloadWriter(methods)
                .array(size)
                .version(version)
                .id(payload.userId())
                .methods(payload.methods());
    }

    private PayloadWriter domain(PayloadWriter out, String domainId) {
        var isText =
                domainId.equals(defaultDomainId) && CompactId.compress(domainId).isEmpty();
        return isText ? out.text(domainId) : out.bareUuid(domainId);
    }

    private static void expect(int expected, int size) {
        if (size != expected) {
            throw new InvalidTokenException("payload of a wrong size");
        }
    }
}
