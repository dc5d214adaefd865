package io.clavis.crypto.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Seeded random payloads of every version. */
final class Payloads {
    static final List<String> METHODS = Stream.concat(
                    Stream.of("external", "password", "token", "oauth1", "mapped", "application_credential"),
                    Stream.iterate(0, i -> i + 1).limit(20).map(i -> "extra" + i))
            .toList();

    private final Random random;

    Payloads(long seed) {
        this.random = new Random(seed);
    }

    TokenPayload next(int version) {
        return switch (version) {
            case 0 -> new UnscopedPayload(id(), methods(), time(), audit());
            case 1 ->
                new DomainScopedPayload(id(), methods(), random.nextBoolean() ? "default" : uuid(), time(), audit());
            case 2 -> new ProjectScopedPayload(id(), methods(), id(), time(), audit());
            case 3 -> new TrustScopedPayload(id(), methods(), id(), uuid(), time(), audit());
            case 4 -> new FederatedUnscopedPayload(id(), methods(), ids(), id(), name(), time(), audit());
            case 5 -> new FederatedProjectScopedPayload(id(), methods(), id(), ids(), id(), name(), time(), audit());
            case 6 -> new FederatedDomainScopedPayload(id(), methods(), id(), ids(), id(), name(), time(), audit());
            case 7 -> new OauthScopedPayload(id(), methods(), id(), id(), time(), audit());
            case 8 -> new SystemScopedPayload(id(), methods(), "all", time(), audit());
            case 9 -> new ApplicationCredentialScopedPayload(id(), methods(), id(), id(), time(), audit());
            case 10 ->
                new Oauth2CredentialsScopedPayload(
                        id(),
                        methods(),
                        random.nextBoolean() ? null : id(),
                        random.nextBoolean() ? null : id(),
                        name(),
                        time(),
                        audit());
            default -> throw new IllegalArgumentException("no version " + version);
        };
    }

    static TokenPayload withMethods(TokenPayload payload, List<String> m) {
        return switch (payload) {
            case UnscopedPayload p -> new UnscopedPayload(p.userId(), m, p.expiresAt(), p.auditIds());
            case DomainScopedPayload p ->
                new DomainScopedPayload(p.userId(), m, p.domainId(), p.expiresAt(), p.auditIds());
            case ProjectScopedPayload p ->
                new ProjectScopedPayload(p.userId(), m, p.projectId(), p.expiresAt(), p.auditIds());
            case TrustScopedPayload p ->
                new TrustScopedPayload(p.userId(), m, p.projectId(), p.trustId(), p.expiresAt(), p.auditIds());
            case FederatedUnscopedPayload p ->
                new FederatedUnscopedPayload(
                        p.userId(),
                        m,
                        p.groupIds(),
                        p.identityProviderId(),
                        p.protocolId(),
                        p.expiresAt(),
                        p.auditIds());
            case FederatedProjectScopedPayload p ->
                new FederatedProjectScopedPayload(
                        p.userId(),
                        m,
                        p.projectId(),
                        p.groupIds(),
                        p.identityProviderId(),
                        p.protocolId(),
                        p.expiresAt(),
                        p.auditIds());
            case FederatedDomainScopedPayload p ->
                new FederatedDomainScopedPayload(
                        p.userId(),
                        m,
                        p.domainId(),
                        p.groupIds(),
                        p.identityProviderId(),
                        p.protocolId(),
                        p.expiresAt(),
                        p.auditIds());
            case OauthScopedPayload p ->
                new OauthScopedPayload(p.userId(), m, p.projectId(), p.accessTokenId(), p.expiresAt(), p.auditIds());
            case SystemScopedPayload p ->
                new SystemScopedPayload(p.userId(), m, p.system(), p.expiresAt(), p.auditIds());
            case ApplicationCredentialScopedPayload p ->
                new ApplicationCredentialScopedPayload(
                        p.userId(), m, p.projectId(), p.applicationCredentialId(), p.expiresAt(), p.auditIds());
            case Oauth2CredentialsScopedPayload p ->
                new Oauth2CredentialsScopedPayload(
                        p.userId(), m, p.projectId(), p.domainId(), p.thumbprint(), p.expiresAt(), p.auditIds());
        };
    }

    private String uuid() {
        return hex(16);
    }

    private String hex(int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    private String name() {
        var lengths = List.of(0, 1, 15, 16, 31, 32, 255, 256, 300);
        return "n\u00e4".repeat(2).concat("x".repeat(lengths.get(random.nextInt(lengths.size()))));
    }

    private String id() {
        return switch (random.nextInt(4)) {
            case 0 -> hex(32);
            case 1 -> name();
            default -> uuid();
        };
    }

    private List<String> ids() {
        return Stream.generate(this::id).limit(random.nextInt(40)).toList();
    }

    private List<String> methods() {
        var methods = new ArrayList<String>(METHODS.reversed());
        methods.removeIf(method -> random.nextInt(3) > 0);
        return methods;
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(0, 253_402_300_800L));
    }

    private List<String> audit() {
        return Stream.generate(() -> AuditIds.encode(HexFormat.of().parseHex(uuid())))
                .limit(1 + random.nextInt(2))
                .toList();
    }
}
