package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.token.Cloud;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which token may be exchanged for which. */
@EveryDatabase
class RescopingTest {
    private final TestDatabase engine;
    private Cloud cloud;
    private String alice;
    private Map<String, String> scopes;

    RescopingTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        cloud = new Cloud(engine.freshUrl());
        alice = cloud.user("alice");
        cloud.grantOnProject(alice, cloud.blue, cloud.member);
        cloud.grantOnDomain(alice, cloud.home, cloud.member);
        cloud.grantOnSystem(alice, cloud.member);
        scopes = Map.of(
                "unscoped",
                "'unscoped':{}",
                "project",
                "'project':{'id':'" + cloud.blue + "'}",
                "domain",
                "'domain':{'id':'" + cloud.home + "'}",
                "system",
                "'system':{'all':true}");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void onlyTheSystemIsNoWayToProjectsAndDomains() {
        try (var server = new AuthServer(cloud, true)) {
            for (var from : scopes.keySet()) {
                var token = server.token(alice, scopes.get(from));
                for (var to : scopes.keySet()) {
                    var forbidden = from.equals("system") && (to.equals("project") || to.equals("domain"));
                    assertThat(server.rescope(token, scopes.get(to)).status())
                            .as("%s to %s", from, to)
                            .isEqualTo(forbidden ? 403 : 201);
                }
            }
            assertThat(server.rescope(server.token(alice, scopes.get("system")), scopes.get("domain"))
                            .string("/error/message"))
                    .isEqualTo("You are not authorized to perform the requested action: Using a system-scoped token"
                            + " to create a project-scoped or domain-scoped token is not allowed..");
        }
    }

    @Test
    void scopedTokensStayWhatTheyAreWhereTheOperatorSaysSo() {
        try (var server = new AuthServer(cloud, false)) {
            for (var from : scopes.keySet()) {
                var token = server.token(alice, scopes.get(from));
                assertThat(server.rescope(token, scopes.get("unscoped")).status())
                        .as(from)
                        .isEqualTo(from.equals("unscoped") ? 201 : 403);
            }
        }
    }

    @Test
    void theEndAndTheChainOfTheFirstTokenAreKept() {
        try (var server = new AuthServer(cloud, true)) {
            var first = server.password(alice, "secret", ",'scope':'unscoped'").expect(201);
            cloud.clock.advance(Duration.ofMinutes(10));
            var second = server.rescope(first.header("X-Subject-Token").orElseThrow(), scopes.get("project"))
                    .expect(201);
            cloud.clock.advance(Duration.ofMinutes(10));
            var third = server.rescope(second.header("X-Subject-Token").orElseThrow(), scopes.get("domain"))
                    .expect(201);
            var root = first.string("/token/audit_ids/0");
            assertThat(second.string("/token/audit_ids/1")).isEqualTo(root);
            assertThat(third.string("/token/audit_ids/1")).isEqualTo(root);
            assertThat(third.string("/token/audit_ids/0")).isNotEqualTo(second.string("/token/audit_ids/0"));
            assertThat(third.string("/token/expires_at")).isEqualTo(first.string("/token/expires_at"));
            assertThat(third.string("/token/issued_at")).isNotEqualTo(first.string("/token/issued_at"));
            assertThat(third.at("/token/methods").toString()).isEqualTo("[\"token\",\"password\"]");
        }
    }

    @Test
    void aTokenThatIsNotValidIsNotExchanged() {
        try (var server = new AuthServer(cloud, true)) {
            assertThat(server.rescope("garbage", "'unscoped':{}").expect(404).string("/error/message"))
                    .isEqualTo("Could not recognize Fernet token");
            var token = server.token(alice, scopes.get("project"));
            cloud.clock.advance(Duration.ofHours(1));
            assertThat(server.rescope(token, "'unscoped':{}").expect(404).string("/error/message"))
                    .isEqualTo("Failed to validate token");
        }
    }
}
