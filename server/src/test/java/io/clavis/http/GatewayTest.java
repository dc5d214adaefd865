package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.DatabaseUrl;
import io.clavis.db.Database;
import io.clavis.db.DatabaseSettings;
import io.clavis.db.Tables;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The request's way, with operations that do nothing else. */
class GatewayTest {
    private static TestServer server;
    private static Database away;

    @BeforeAll
    static void start() {
        var settings = new DatabaseSettings(
                1, 0, Duration.ofMillis(300), Duration.ofHours(1), 0, "TRADITIONAL", null, false, false);
        away = Database.open(
                DatabaseUrl.parse("postgresql://keystone@127.0.0.1:1/keystone"), settings, InstantSource.system());
        var enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
        var admin = Credentials.builder()
                .userId("u1")
                .projectId("p1")
                .roles(List.of("admin"))
                .build();
        var reader = Credentials.builder()
                .userId("u2")
                .projectId("p1")
                .roles(List.of("reader"))
                .build();
        var callers = Map.of("admin", new Caller("admin", admin), "reader", new Caller("reader", reader));
        server = TestServer.start(enforcer, callers, GatewayTest::declare);
    }

    @AfterAll
    static void stop() {
        server.close();
        away.close();
    }

    private static void declare(Operations api) {
        new Discovery(api).declare();
        api.get("/v3/regions", "identity:list_regions", call -> {
            call.enforce();
            return Collection.reply(call, "regions", List.of());
        });
        api.post("/v3/regions", "identity:create_region", call -> {
                    call.enforce();
                    return Reply.created(Json.wrap("region", call.body("region")));
                })
                .accepting("region-create")
                .named("regions");
        api.post("/v3/policies", "identity:create_policy", call -> {
                    call.enforce();
                    return Reply.created(Json.wrap("policy", call.body("policy")));
                })
                .acceptingOnceAllowed("policy-create");
        api.get("/v3/regions/{region_id}", "identity:get_region", call -> {
            call.enforce();
            throw new IllegalStateException("a defect with a secret in its message");
        });
        api.get("/v3/services", "identity:list_services", call -> {
            call.enforce();
            return away.read(sql -> Reply.ok(Json.object().put("read", sql.fetchCount(Tables.SERVICE))));
        });
        api.delete("/v3/regions/{region_id}", "identity:delete_region", call -> Reply.noContent());
    }

    @Test
    void everyAnswerCarriesItsRequestIdAndVary() {
        var answer = server.get(null, "/v3").expect(200);
        assertThat(answer.header("x-openstack-request-id")).get().asString().matches("req-[0-9a-f-]{36}");
        assertThat(answer.header("Vary")).contains("X-Auth-Token");
    }

    @Test
    void noBodyIsAnEmptyDocumentToTheSchema() {
        assertThat(server.send("admin", "POST", "/v3/regions", null).expect(400).string("/error/message"))
                .isEqualTo("'region' is a required property");
    }

    @Test
    void aBodyMayBeCheckedOnlyForThoseWhoMayMakeTheCall() {
        server.post("reader", "/v3/regions", "{'region': 7}").expect(400);
        server.post("reader", "/v3/policies", "{'policy': 7}").expect(403);
        server.post(null, "/v3/policies", "{'policy': 7}").expect(401);
        server.post("admin", "/v3/policies", "{'policy': 7}").expect(400);
    }

    @Test
    void theRootNamesTheVersion() {
        var answer = server.get(null, "/").expect(300);
        assertThat(answer.header("Location")).contains(server.url() + "/v3/");
        assertThat(answer.string("/versions/values/0/id")).isEqualTo("v3.14");
        assertThat(answer.string("/versions/values/0/links/0/href")).isEqualTo(server.url() + "/v3/");
    }

    @Test
    void jsonHomeFollowsFromTheDeclarations() {
        var answer = server.send(null, "GET", "/v3", null, "Accept", "application/json-home")
                .expect(200);
        assertThat(answer.header("Content-Type")).contains("application/json-home");
        assertThat(answer.json()
                        .path("resources")
                        .path("https://docs.openstack.org/api/openstack-identity/3/rel/regions")
                        .path("href")
                        .asString())
                .isEqualTo("/regions");
    }

    @Test
    void openApiDescribesEveryOperation() {
        var document = server.get(null, "/openapi.json").expect(200);
        assertThat(document.string("/openapi")).isEqualTo("3.1.0");
        assertThat(document.json()
                        .path("paths")
                        .path("/v3/regions")
                        .path("post")
                        .path("requestBody")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void nobodyGets401WithTheAddressToAuthenticateAt() {
        for (var token : new String[] {null, "garbage"}) {
            var answer = server.get(token, "/v3/regions/x").expect(401);
            assertThat(answer.header("WWW-Authenticate")).contains("Keystone uri=\"" + server.url() + "/v3\"");
            assertThat(answer.text())
                    .isEqualTo("{\"error\":{\"code\":401,\"message\":\"The request you have made requires"
                            + " authentication.\",\"title\":\"Unauthorized\"}}");
        }
    }

    @Test
    void somebodyWhoMayNotGets403WithTheRule() {
        var answer = server.post("reader", "/v3/regions", "{'region':{}}").expect(403);
        assertThat(answer.string("/error/message"))
                .isEqualTo("You are not authorized to perform the requested action: identity:create_region.");
    }

    @Test
    void aDefectTellsTheClientNothing() {
        var answer = server.get("admin", "/v3/regions/x").expect(500);
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(answer.string("/error/title")).isEqualTo("Internal Server Error");
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableAndNoDefect() {
        var answer = server.get("admin", "/v3/services").expect(503);
        assertThat(answer.string("/error/title")).isEqualTo("Service Unavailable");
    }

    @Test
    void anAnswerWithoutEnforcementIsDropped() {
        server.delete("admin", "/v3/regions/x").expect(500);
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        var get = server.get("admin", "/v3/regions").expect(200);
        var head = server.send("admin", "HEAD", "/v3/regions", null).expect(200);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void anUnknownPathIsAPageAndAnUnknownMethodNamesTheOthers() {
        assertThat(server.get(null, "/v2.0").expect(404).header("Content-Type")).contains("text/html; charset=utf-8");
        var wrong = server.put("admin", "/v3/regions").expect(405);
        assertThat(wrong.header("Allow")).contains("GET, POST, HEAD, OPTIONS");
        assertThat(wrong.text()).isEqualTo("{\"message\":\"The method is not allowed for the requested URL.\"}");
        assertThat(server.send(null, "OPTIONS", "/v3/regions", null).expect(200).header("Allow"))
                .contains("GET, POST, HEAD, OPTIONS");
    }

    @Test
    void aTrailingSlashCountsForNothing() {
        server.get("admin", "/v3/regions/").expect(200);
    }

    @Test
    void malformedBodiesAreRefused() {
        for (var body : List.of("{bad", "[]", "\"text\"", "5", "{} {}", "[".repeat(5000))) {
            assertThat(server.post("admin", "/v3/regions", body).expect(400).string("/error/message"))
                    .startsWith("Expecting to find valid JSON in request body.");
        }
        assertThat(server.send("admin", "POST", "/v3/regions", "x", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(400);
        assertThat(server.post("admin", "/v3/regions", null).expect(400).string("/error/title"))
                .isEqualTo("Bad Request");
    }

    @Test
    void slashesTooManyLeadToThePathWithFewer() {
        var moved = server.get("admin", "/v3//regions?limit=1").expect(308);
        assertThat(moved.header("Location")).contains(server.url() + "/v3/regions?limit=1");
        server.get("admin", "//v3/regions").expect(308);
        server.get("admin", "/v3//nowhere").expect(404);
    }

    @Test
    void aSchemaViolationNamesFieldValueAndRule() {
        assertThat(server.post("admin", "/v3/regions", "{'region':{'description':5}}")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo(
                        "Invalid input for field/attribute description. Value: 5. 5 is not of type 'string', 'null'");
        assertThat(server.post("admin", "/v3/regions", "{}").expect(400).string("/error/message"))
                .isEqualTo("'region' is a required property");
    }

    @Test
    void aBodyOverTheLimitIsNotRead() {
        var body = "{'region':{'description':'" + "x".repeat(120_000) + "'}}";
        server.post("admin", "/v3/regions", body).expect(413);
    }

    @Test
    void linksKeepTheQuery() {
        var answer = server.get("admin", "/v3/regions?a=b%20c&d").expect(200);
        assertThat(answer.string("/links/self")).isEqualTo(server.url() + "/v3/regions?a=b%20c&d");
    }
}
