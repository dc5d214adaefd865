package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.token.Cloud;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tokens are valid, and what is told of them. */
@EveryDatabase
class ValidationTest {
    private final TestDatabase engine;
    private Cloud cloud;
    private AuthServer server;
    private String alice;
    private String root;
    private String admin;

    ValidationTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        cloud = new Cloud(engine.freshUrl());
        server = new AuthServer(cloud, true);
        alice = cloud.user("alice");
        root = cloud.user("root");
        cloud.grantOnProject(alice, cloud.blue, cloud.member);
        cloud.grantOnDomain(alice, cloud.home, cloud.member);
        cloud.grantOnSystem(root, cloud.admin);
        admin = server.token(root, "'system':{'all':true}");
        cloud.clock.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        server.close();
        cloud.close();
    }

    private String project() {
        return server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
    }

    private void valid(String token) {
        server.validate(admin, token, "").expect(200);
    }

    private void refused(String token, String sentence) {
        assertThat(server.validate(admin, token, "").expect(404).string("/error/message"))
                .isEqualTo(sentence);
    }

    @Test
    void theAnswerIsThatOfIssuing() {
        var issued = server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.blue + "'}}");
        var token = issued.header("X-Subject-Token").orElseThrow();
        var shown = server.validate(admin, token, "").expect(200);
        assertThat(shown.json()).isEqualTo(issued.json());
        assertThat(shown.header("X-Subject-Token")).contains(token);
        cloud.clock.advance(Duration.ofSeconds(6));
        assertThat(server.validate(admin, token, "").expect(200).json()).isEqualTo(issued.json());
    }

    @Test
    void theCatalogIsLeftOutOnDemand() {
        var token = project();
        assertThat(server.validate(admin, token, "?nocatalog")
                        .at("/token/catalog")
                        .isMissingNode())
                .isTrue();
        assertThat(server.validate(admin, token, "").at("/token/catalog").isArray())
                .isTrue();
    }

    @Test
    void theHeadHasTheLengthOfTheAnswer() {
        var token = project();
        var whole = server.validate(admin, token, "").expect(200);
        var head = server.send(admin, "HEAD", "/v3/auth/tokens", "X-Subject-Token", token)
                .expect(200);
        assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
        assertThat(head.text()).isEmpty();
    }

    @Test
    void everybodySeesTheirOwnTokensAndNobodyElses() {
        var token = project();
        server.validate(token, token, "").expect(200);
        server.validate(token, admin, "").expect(403);
        server.validate(null, token, "").expect(401);
        server.validate("garbage", token, "").expect(401);
    }

    @Test
    void withoutASubjectThereIsNothingToShow() {
        assertThat(server.send(admin, "GET", "/v3/auth/tokens").expect(404).string("/error/message"))
                .isEqualTo("No token in the request");
        server.send(project(), "GET", "/v3/auth/tokens").expect(403);
    }

    @Test
    void whatIsNoTokenOfOursIsNotRecognized() {
        var token = project();
        refused("garbage", "Could not recognize Fernet token");
        refused(token.substring(0, token.length() / 2), "Could not recognize Fernet token");
        var middle = token.length() / 2;
        var other = token.charAt(middle) == 'A' ? 'B' : 'A';
        refused(token.substring(0, middle) + other + token.substring(middle + 1), "Could not recognize Fernet token");
    }

    @Test
    void anExpiredTokenIsShownOnlyInTheWindowAndOnlyOnDemand() {
        var token = project();
        cloud.clock.advance(Duration.ofMinutes(59));
        admin = server.token(root, "'system':{'all':true}");
        valid(token);
        cloud.clock.advance(Duration.ofMinutes(1));
        refused(token, "Failed to validate token");
        server.validate(admin, token, "?allow_expired=1").expect(200);
        refused(token, "Failed to validate token");
        server.validate(token, token, "?allow_expired=1").expect(401);
        server.validate(admin, token, "?allow_expired=0").expect(404);
        cloud.clock.advance(Duration.ofDays(2));
        admin = server.token(root, "'system':{'all':true}");
        server.validate(admin, token, "?allow_expired=1").expect(404);
    }

    @Test
    void aRevokedTokenEndsAtOnceWithThoseMadeFromIt() {
        var token = project();
        var child = server.rescope(token, "'domain':{'id':'" + cloud.home + "'}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        var sibling = project();
        valid(child);
        server.send(token, "DELETE", "/v3/auth/tokens", "X-Subject-Token", token)
                .expect(204);
        refused(token, "Failed to validate token");
        refused(child, "Failed to validate token");
        valid(sibling);
        server.validate(token, token, "").expect(401);
        server.send(admin, "DELETE", "/v3/auth/tokens", "X-Subject-Token", token)
                .expect(404);
    }

    @Test
    void theChainSurvivesWhereTheCallerWantsIt() {
        var token = project();
        var child = server.rescope(token, "'domain':{'id':'" + cloud.home + "'}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        server.send(admin, "DELETE", "/v3/auth/tokens?cascade=false", "X-Subject-Token", token)
                .expect(204);
        refused(token, "Failed to validate token");
        valid(child);
    }

    @Test
    void aUserWhoIsDisabledOrChangesThePasswordLosesAllTokensForGood() {
        var token = project();
        valid(token);
        cloud.change(alice, "{'enabled':false}");
        refused(token, "Failed to validate token");
        cloud.change(alice, "{'enabled':true}");
        refused(token, "Failed to validate token");
        cloud.clock.advance(Duration.ofSeconds(1));
        var next = project();
        valid(next);
        cloud.change(alice, "{'password':'other'}");
        refused(next, "Failed to validate token");
    }

    @Test
    void whatIsDisabledEndsTokensForAsLongAsItIs() {
        var token = project();
        var domain = server.token(alice, "'domain':{'id':'" + cloud.home + "'}");
        var unscoped = server.token(alice, "'unscoped':{}");
        cloud.enableProject(cloud.blue, false);
        refused(token, "Unable to validate token because project " + cloud.blue + " is disabled");
        valid(domain);
        cloud.enableProject(cloud.blue, true);
        valid(token);
        assertThat(server.validate(unscoped, unscoped, "").status()).isEqualTo(200);
        cloud.enableDomain(cloud.home, false);
        for (var each : new String[] {token, domain, unscoped, admin}) {
            server.validate(each, each, "").expect(401);
        }
        cloud.enableDomain(cloud.home, true);
        valid(token);
    }

    @Test
    void aLostRoleShowsAtOnce() {
        var token = project();
        cloud.grantOnProject(alice, cloud.blue, cloud.admin);
        assertThat(server.validate(admin, token, "").strings("/token/roles", "name"))
                .containsExactlyInAnyOrder("member", "admin");
        cloud.takeAway(alice, cloud.blue);
        refused(token, "Failed to validate token");
    }

    @Test
    void revocationsAreListed() {
        var token = server.password(alice, "secret", ",'scope':'unscoped'");
        server.send(
                        admin,
                        "DELETE",
                        "/v3/auth/tokens",
                        "X-Subject-Token",
                        token.header("X-Subject-Token").orElseThrow())
                .expect(204);
        cloud.grantOnProject(root, cloud.red, cloud.admin);
        var events = server.send(
                        server.token(root, "'project':{'id':'" + cloud.red + "'}"), "GET", "/v3/OS-REVOKE/events")
                .expect(200);
        assertThat(events.strings("/events", "audit_id")).contains(token.string("/token/audit_ids/0"));
        assertThat(events.strings("/events", "audit_chain_id")).contains(token.string("/token/audit_ids/0"));
    }

    @Test
    void aValidationFromMemoryAsksTheDatabaseNothing() {
        var token = project();
        server.validate(admin, token, "").expect(200);
        var statements = cloud.statementsOf(() -> {
            server.validate(admin, token, "").expect(200);
            server.validate(admin, token, "?nocatalog").expect(200);
        });
        assertThat(statements).isZero();
    }

    @Test
    void aValidationThatIsNotInMemoryTakesFewStatementsHoweverMuchThereIs() {
        var token = project();
        forget();
        server.validate(admin, admin, "").expect(200);
        var few = cloud.statementsOf(() -> server.validate(admin, token, "").expect(200));
        assertThat(few).isBetween(1L, 16L);
        for (int i = 0; i < 20; i++) {
            var user = cloud.user("user" + i);
            cloud.grantOnProject(user, cloud.blue, cloud.member);
        }
        cloud.grantOnProject(alice, cloud.blue, cloud.admin);
        forget();
        server.validate(admin, admin, "").expect(200);
        assertThat(cloud.statementsOf(() -> server.validate(admin, token, "").expect(200)))
                .isEqualTo(few);
    }

    @Test
    void manyWhoAskForATokenAtOnceCostTheDatabaseOneResolution() {
        var token = project();
        forget();
        server.validate(admin, admin, "").expect(200);
        var one = cloud.statementsOf(
                () -> server.validate(admin, token, "?nocatalog").expect(200));
        forget();
        server.validate(admin, admin, "").expect(200);
        var many = cloud.statementsOf(() -> {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 32; i++) {
                    callers.submit(() -> server.validate(admin, token, "?nocatalog"));
                }
            }
        });
        assertThat(many).isEqualTo(one);
    }

    @Test
    void aTokenInUseIsResolvedAgainBesideTheRequests() {
        var token = project();
        server.validate(admin, token, "").expect(200);
        cloud.clock.advance(Duration.ofSeconds(3));
        server.validate(admin, token, "").expect(200);
        eventually(() -> cloud.statementsOf(() -> {
                    server.validate(admin, token, "").expect(200);
                    pause();
                })
                == 0);
        cloud.clock.advance(Duration.ofMillis(1_900));
        assertThat(cloud.statementsOf(() -> server.validate(admin, token, "").expect(200)))
                .isZero();
    }

    @Test
    void whatAnotherMakeOfKeystoneTookAwayIsMissedBesideTheRequestsToo() {
        var token = project();
        server.validate(admin, token, "").expect(200);
        cloud.takeAwaySilently(alice, cloud.blue);
        server.validate(admin, token, "").expect(200);
        cloud.clock.advance(Duration.ofSeconds(3));
        eventually(() -> server.validate(admin, token, "").status() == 404);
    }

    private static void eventually(BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - began)
                    .isLessThan(Duration.ofSeconds(20).toNanos());
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    private void forget() {
        cloud.clock.advance(Duration.ofSeconds(6));
    }
}
