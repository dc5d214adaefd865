package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class GoldenTokensTest {
    private static final List<String> METHODS = strings(Vectors.ALL.get("methods_config"));

    private final KeySource keys = KeySource.of(FernetKey.parse(Vectors.text("key")));
    private final FernetTokens tokens = new FernetTokens(keys, METHODS, "default", Vectors.CLOCK, Vectors.random());

    @TestFactory
    Stream<DynamicTest> upstreamsTokensAreIssuedAndReadByteForByte() {
        return Vectors.ALL
                .get("tokens")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> {
                    var payload = payload(vector.get("inputs"));
                    var token = vector.get("token").asString();
                    assertThat(tokens.issue(payload)).isEqualTo(token);
                    assertThat(tokens.read(token)).isEqualTo(new IssuedToken(asRead(payload), Vectors.CLOCK.instant()));
                }));
    }

    @Test
    void upstreamsReceiptIsIssuedAndReadByteForByte() {
        var receipts = new FernetReceipts(keys, METHODS, Vectors.CLOCK, Vectors.random());
        var payload = new ReceiptPayload(
                "0123456789abcdef0123456789abcdef", List.of("password"), Instant.parse("2026-01-01T01:00:00Z"));
        var receipt = Vectors.text("receipt", "receipt");
        assertThat(receipts.issue(payload)).isEqualTo(receipt);
        assertThat(receipts.read(receipt)).isEqualTo(new IssuedReceipt(payload, Vectors.CLOCK.instant()));
    }

    /** Methods come back highest bit first, and those not configured not at all. */
    private static TokenPayload asRead(TokenPayload payload) {
        return Payloads.withMethods(
                payload,
                METHODS.reversed().stream().filter(payload.methods()::contains).toList());
    }

    private static TokenPayload payload(JsonNode in) {
        var user = in.get("user_id").asString();
        var methods = strings(in.get("methods"));
        var expires = Instant.parse(in.get("expires_at").asString());
        var audit = strings(in.get("audit_ids"));
        var project = in.path("project_id").asString("");
        var domain = in.path("domain_id").asString("");
        var idp = in.path("identity_provider_id").asString("");
        var protocol = in.path("protocol_id").asString("");
        var groups = in.path("federated_group_ids")
                .valueStream()
                .map(group -> group.get("id").asString())
                .toList();
        if (in.has("access_token_id")) {
            return new OauthScopedPayload(
                    user, methods, project, in.get("access_token_id").asString(), expires, audit);
        }
        if (in.has("trust_id")) {
            return new TrustScopedPayload(
                    user, methods, project, in.get("trust_id").asString(), expires, audit);
        }
        if (in.has("app_cred_id")) {
            return new ApplicationCredentialScopedPayload(
                    user, methods, project, in.get("app_cred_id").asString(), expires, audit);
        }
        if (in.has("thumbprint")) {
            return new Oauth2CredentialsScopedPayload(
                    user, methods, project, null, in.get("thumbprint").asString(), expires, audit);
        }
        if (in.has("system")) {
            return new SystemScopedPayload(user, methods, in.get("system").asString(), expires, audit);
        }
        if (!in.has("federated_group_ids")) {
            return !project.isEmpty()
                    ? new ProjectScopedPayload(user, methods, project, expires, audit)
                    : !domain.isEmpty()
                            ? new DomainScopedPayload(user, methods, domain, expires, audit)
                            : new UnscopedPayload(user, methods, expires, audit);
        }
        return !project.isEmpty()
                ? new FederatedProjectScopedPayload(user, methods, project, groups, idp, protocol, expires, audit)
                : !domain.isEmpty()
                        ? new FederatedDomainScopedPayload(user, methods, domain, groups, idp, protocol, expires, audit)
                        : new FederatedUnscopedPayload(user, methods, groups, idp, protocol, expires, audit);
    }

    private static List<String> strings(JsonNode array) {
        return array == null
                ? Collections.emptyList()
                : array.valueStream().map(JsonNode::asString).toList();
    }
}
