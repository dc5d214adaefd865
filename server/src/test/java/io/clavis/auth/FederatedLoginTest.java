package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an assertion to tokens and back, over HTTP. */
@EveryDatabase
class FederatedLoginTest {
    private final FederatedCloud fed;

    FederatedLoginTest(TestDatabase engine) {
        fed = new FederatedCloud(engine);
    }

    @AfterEach
    void close() {
        fed.close();
    }

    private static String message(Answer answer, int status) {
        return answer.expect(status).string("/error/message");
    }

    private static String userId(Answer token) {
        return token.string("/token/user/id");
    }

    @Test
    void anAssertionLeadsToATokenForAProject() {
        var unscoped = fed.login("staff;unheard-of").expect(201);
        var token = unscoped.header("X-Subject-Token").orElseThrow();
        assertThat(unscoped.at("/token/user").toString())
                .isEqualTo("{\"domain\":{\"id\":\"" + fed.cloud.home + "\",\"name\":\"home\"},\"id\":\""
                        + userId(unscoped) + "\",\"name\":\"bob\",\"OS-FEDERATION\":{\"groups\":[{\"id\":\"" + fed.staff
                        + "\"}],\"identity_provider\":{\"id\":\"acme\"},\"protocol\":{\"id\":\"mapped\"}}}");
        assertThat(unscoped.at("/token/methods").toString()).isEqualTo("[\"mapped\"]");
        assertThat(unscoped.at("/token").has("roles")).isFalse();

        assertThat(fed.get(token, "/v3/OS-FEDERATION/projects").expect(200).strings("/projects", "id"))
                .containsExactly(fed.cloud.blue);
        assertThat(fed.get(token, "/v3/auth/domains").expect(200).at("/domains"))
                .isEmpty();
        fed.cloud.clock.advance(Duration.ofMinutes(10));

        var scoped = fed.exchange("token", token, fed.onBlue()).expect(201);
        assertThat(scoped.at("/token/methods").toString()).isEqualTo("[\"token\",\"mapped\"]");
        assertThat(scoped.at("/token/roles").toString())
                .isEqualTo("[{\"id\":\"" + fed.cloud.member
                        + "\",\"name\":\"member\",\"domain_id\":null,\"description\":null,\"options\":{}}]");
        assertThat(scoped.at("/token/audit_ids/1")).isEqualTo(unscoped.at("/token/audit_ids/0"));
        assertThat(scoped.at("/token/expires_at")).isEqualTo(unscoped.at("/token/expires_at"));

        var validated =
                fed.validate(scoped.header("X-Subject-Token").orElseThrow()).expect(200);
        assertThat(validated.at("/token/user")).isEqualTo(unscoped.at("/token/user"));
        assertThat(validated.at("/token/roles")).isEqualTo(scoped.at("/token/roles"));
        assertThat(validated.string("/token/project/id")).isEqualTo(fed.cloud.blue);
    }

    @Test
    void theMethodItselfTakesAssertionsAndTokens() {
        var login = "{'auth':{'identity':{'methods':['mapped'],'mapped':{'identity_provider':'acme','protocol':"
                + "'mapped'}},'scope':{" + fed.onBlue() + "}}}";
        var scoped = fed.post(
                        "/v3/auth/tokens",
                        login,
                        "X-Assertion-User",
                        "bob",
                        "X-Assertion-Groups",
                        "staff",
                        "X-Assertion-OIDC_iss",
                        "https://acme.test")
                .expect(201);
        assertThat(scoped.string("/token/project/id")).isEqualTo(fed.cloud.blue);
        var again = fed.exchange("mapped", scoped.header("X-Subject-Token").orElseThrow(), fed.onBlue())
                .expect(201);
        assertThat(again.at("/token/methods").toString()).isEqualTo("[\"mapped\"]");
        assertThat(again.at("/token/expires_at")).isEqualTo(scoped.at("/token/expires_at"));
        fed.exchange("mapped", "nonsense", fed.onBlue()).expect(404);
        assertThat(message(fed.post("/v3/auth/tokens", login), 401)).startsWith("The request you have made");
        var bare = "{'auth':{'identity':{'methods':['mapped'],'mapped':{}}}}";
        assertThat(message(fed.post("/v3/auth/tokens", bare), 400)).contains("identity_provider in mapped");
        var admin = fed.cloud.user("ann");
        var own = fed.post(
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['password'],'password':{'user':{'id':'" + admin
                                + "','password':'secret'}}}}}")
                .header("X-Subject-Token")
                .orElseThrow();
        fed.exchange("mapped", own, "'unscoped':{}").expect(400);
    }

    @Test
    void whatOthersThanTheProxySendCountsForNothing() {
        fed.trust("192.0.2.0/24", false);
        assertThat(message(fed.login("staff", "X-Forwarded-For", "192.0.2.1", "X-Real-IP", "192.0.2.1"), 401))
                .isEqualTo("The request you have made requires authentication.");
        fed.change(true, null);
        fed.cloud.protocols.update(
                Origin.SYSTEM,
                "acme",
                "mapped",
                "rules",
                before -> new io.clavis.federation.Protocol("mapped", "acme", "rules", null));
        fed.login("staff").expect(401);
    }

    @Test
    void whatIsSaidTwiceIsRefused() {
        fed.login("staff", "X-Assertion-USER", "root").expect(401);
        fed.login("staff", "X-Assertion-Http-User", "root").expect(401);
        fed.login("staff", "X-Assertion-HTTP_USER", "root").expect(401);
        fed.login("staff", "X-USER", "root", "USER", "root").expect(201);
    }

    @Test
    void whoCannotComeThisWayIsToldAsUpstreamTellsIt() {
        assertThat(message(fed.get(null, FederatedCloud.AUTH.replace("acme", "other")), 404))
                .isEqualTo("Could not find Identity Provider: other.");
        assertThat(message(fed.get(null, FederatedCloud.AUTH.replace("mapped", "openid")), 404))
                .isEqualTo("Could not find federated protocol openid for Identity Provider: acme.");
        assertThat(message(fed.get(null, FederatedCloud.AUTH.replace("mapped", "other")), 401))
                .isEqualTo("Attempted to authenticate with an unsupported method.");
        fed.get(null, FederatedCloud.AUTH, "X-Assertion-USER", "bob").expect(401);
        assertThat(message(
                        fed.get(null, FederatedCloud.AUTH, "X-Assertion-USER", "bob", "X-Assertion-OIDC-iss", "x"),
                        403))
                .isEqualTo("You are not authorized to perform the requested action.");
        var token = fed.token("staff");
        fed.change(false, null);
        fed.login("staff").expect(403);
        fed.validate(token).expect(200);
        fed.exchange("token", token, fed.onBlue()).expect(403);
        fed.cloud.database.write(Origin.SYSTEM, tx -> {
            fed.cloud.identityProviders.delete(tx, "acme");
            return true;
        });
        fed.validate(token).expect(404);
    }

    @Test
    void rulesThatMakeNobodyRefuseTheLogin() {
        for (var local : List.of(
                "{'user': {'name': '{5}'}}",
                "{'user': {'name': '{name}'}}", "{'group_ids': 'none'}", "{'user': {'type': 'odd'}}", "{}")) {
            fed.map("[{'remote': [{'type': 'USER'}], 'local': [" + local + "]}]", "1.0");
            assertThat(fed.login("staff").status()).as(local).isEqualTo(401);
        }
        fed.map("[{'remote': [{'type': 'NOTHING'}], 'local': [{}]}]", "1.0");
        fed.login("staff").expect(401);
        fed.map(FederatedCloud.RULES, "7.0");
        fed.login("staff").expect(401);
        fed.map(FederatedCloud.RULES.replace("'name': 'home'", "'name': 'nowhere'"), "1.0");
        assertThat(message(fed.login("staff"), 404)).isEqualTo("Could not find domain: nowhere.");
    }

    @Test
    void aNameFromTheWebServerWillDo() {
        fed.map("[{'remote': [{'type': 'USER'}], 'local': [{}]}]", "1.0");
        assertThat(fed.login("staff", "X-Assertion-REMOTE_USER", "robert")
                        .expect(201)
                        .string("/token/user/name"))
                .isEqualTo("robert");
    }

    @Test
    void otherGroupsEndTheTokensOfBefore() {
        var before = fed.token("staff");
        fed.cloud.clock.advance(Duration.ofSeconds(2));
        var same = fed.token("staff");
        fed.validate(before).expect(200);
        fed.cloud.clock.advance(Duration.ofSeconds(2));
        var other = fed.token("guests");
        fed.validate(before).expect(404);
        fed.validate(same).expect(404);
        fed.validate(other).expect(200);
        fed.exchange("token", other, fed.onBlue()).expect(401);
    }

    @Test
    void membershipsLastAsLongAsTheProviderSays() {
        fed.change(true, 10);
        var bob = userId(fed.login("staff").expect(201));
        assertThat(fed.cloud.groups.groupIdsOf(bob)).containsExactly(fed.staff);
        fed.cloud.clock.advance(Duration.ofMinutes(9));
        fed.login("staff").expect(201);
        fed.cloud.clock.advance(Duration.ofMinutes(9));
        assertThat(fed.cloud.groups.groupIdsOf(bob)).containsExactly(fed.staff);
        fed.cloud.clock.advance(Duration.ofMinutes(2));
        assertThat(fed.cloud.groups.groupIdsOf(bob)).isEmpty();
        fed.login("guests").expect(201);
        assertThat(fed.cloud.groups.groupIdsOf(bob)).containsExactly(fed.guests);
    }

    @Test
    void theUserIsTheSameEachTime() {
        var rules = "[{'remote': [{'type': 'USER'}, {'type': 'NICK'}], 'local': [{'user': {'id': '{0}', 'name': '{1}',"
                + " 'email': '{1}@acme.test'}}]}]";
        fed.map(rules, "1.0");
        var first = fed.login("staff", "X-Assertion-Nick", "Bobby").expect(201);
        var second = fed.login("staff", "X-Assertion-Nick", "Robert").expect(201);
        assertThat(userId(second)).isEqualTo(userId(first)).hasSize(64);
        assertThat(second.string("/token/user/name")).isEqualTo("Robert");
        var user = fed.cloud.users.find(userId(first)).orElseThrow();
        assertThat(user.name()).isEqualTo("Robert");
        assertThat(user.extra().toString()).isEqualTo("{\"email\":\"Robert@acme.test\"}");
        assertThat(user.enabled()).isTrue();
    }

    @Test
    void aDisabledUserOrDomainStaysOut() {
        var bob = userId(fed.login("staff").expect(201));
        fed.cloud.change(bob, "{'enabled': false}");
        fed.login("staff").expect(401);
        fed.cloud.enableDomain(fed.cloud.home, false);
        assertThat(message(fed.login("staff"), 404))
                .isEqualTo("Unable to validate token because domain " + fed.cloud.home + " is disabled");
    }

    @Test
    void namesOfAllTheWorldArrivePercentEncoded() {
        fed.trust("127.0.0.1", true);
        var login = fed.get(
                        null,
                        FederatedCloud.AUTH,
                        "X-Assertion-USER",
                        "b%C3%B6rk%20%25",
                        "X-Assertion-OIDC-iss",
                        "https%3A//acme.test")
                .expect(201);
        assertThat(login.string("/token/user/name")).isEqualTo("b\u00f6rk %");
        var latin = fed.get(
                        null,
                        FederatedCloud.AUTH,
                        "X-Assertion-USER",
                        "b%F6rk",
                        "X-Assertion-OIDC-iss",
                        "https://acme.test")
                .expect(201);
        assertThat(latin.string("/token/user/name")).isEqualTo("b\u00f6rk");
    }

    @Test
    void noFederatedTokenIsForTheSystem() {
        var token = fed.token("staff");
        fed.exchange("token", token, "'system':{'all':true}").expect(401);
        assertThat(fed.get(token, "/v3/auth/system").expect(200).at("/system")).isEmpty();
    }

    @Test
    void aUserWhoIsHereAlreadyGetsAnOrdinaryToken() {
        var ann = fed.cloud.user("ann");
        fed.cloud.grantOnProject(ann, fed.cloud.red, fed.cloud.member);
        fed.map(
                "[{'remote': [{'type': 'USER'}], 'local': [{'user': {'name': 'ann', 'type': 'local', 'domain': {'name':"
                        + " 'home'}}}]}]",
                "1.0");
        var token = fed.login("staff").expect(201);
        assertThat(userId(token)).isEqualTo(ann);
        assertThat(token.at("/token/user").has("OS-FEDERATION")).isFalse();
        fed.map("[{'remote': [{'type': 'USER'}], 'local': [{'user': {'name': 'ann', 'type': 'local'}}]}]", "1.0");
        fed.login("staff").expect(400);
        fed.map("[{'remote': [{'type': 'USER'}], 'local': [{'user': {'id': 'nobody', 'type': 'local'}}]}]", "1.0");
        fed.login("staff").expect(401);
    }

    @Test
    void aLoginTakesTheSameNumberOfStatementsWhateverTheGroups() {
        for (int i = 0; i < 20; i++) {
            fed.group("g" + i);
        }
        fed.token("staff;g1");
        long few = fed.cloud.statementsOf(() -> fed.login("staff;g1;g2").expect(201));
        long many = fed.cloud.statementsOf(
                () -> fed.login("g2;g3;g4;g5;g6;g7;g8;g9;g10;staff").expect(201));
        assertThat(many).isLessThanOrEqualTo(few + 1);
    }
}
