package io.clavis.limit;

import static io.clavis.limit.LimitServer.PROJECT;
import static io.clavis.limit.LimitServer.REGION;
import static io.clavis.limit.LimitServer.SERVICE;
import static io.clavis.limit.LimitServer.limit;
import static io.clavis.limit.LimitServer.registering;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class RegisteredLimitApiTest {
    private static final String PATH = "/v3/registered_limits";

    private final TestDatabase engine;
    private LimitServer server;
    private TestServer http;

    RegisteredLimitApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        server = new LimitServer(engine, EnforcementModel.FLAT);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewRegisteredLimitIsShownInUpstreamsOrder() {
        var created = http.post("admin", PATH, registering("cores", 5)).expect(201);
        var id = created.string("/registered_limits/0/id");
        var view = ("{'id':'" + id + "','service_id':'" + SERVICE + "','region_id':null,'resource_name':'cores',"
                        + "'default_limit':5,'description':null,'links':{'self':'" + http.url() + PATH + "/" + id
                        + "'}}")
                .replace('\'', '"');
        assertThat(created.text()).isEqualTo("{\"registered_limits\":[" + view + "]}");
        assertThat(http.get("stranger", PATH + "/" + id).expect(200).text())
                .isEqualTo("{\"registered_limit\":" + view + "}");
        assertThat(http.send("member", "HEAD", PATH + "/" + id, null).status()).isEqualTo(200);
    }

    @Test
    void aBatchIsCreatedWholeOrNotAtAll() {
        var twice = "{'registered_limits': [%1$s, %1$s]}"
                .formatted("{'service_id': '%s', 'resource_name': 'ram', 'default_limit': 1}".formatted(SERVICE));
        assertThat(http.post("admin", PATH, twice).expect(409).string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store registered_limit - Duplicate entry.");
        assertThat(http.get("admin", PATH).expect(200).at("/registered_limits").size())
                .isZero();
    }

    @Test
    void aResourceIsRegisteredOnceForEachRegion() {
        server.register("cores", 5);
        http.post("admin", PATH, registering("cores", 6)).expect(409);
        var inRegion = "{'registered_limits': [{'service_id': '%s', 'region_id': '%s', 'resource_name': 'cores',"
                + " 'default_limit': 5}]}";
        http.post("admin", PATH, inRegion.formatted(SERVICE, REGION)).expect(201);
        http.post("admin", PATH, inRegion.formatted(SERVICE, REGION)).expect(409);
        assertThat(http.get("member", PATH + "?region_id=" + REGION).strings("/registered_limits", "region_id"))
                .containsExactly(REGION);
        assertThat(http.post("admin", PATH, inRegion.formatted(SERVICE, "nowhere"))
                        .expect(400)
                        .string("/error/message"))
                .startsWith("Expecting to find region_id in registered_limit.");
        assertThat(http.post("admin", PATH, inRegion.formatted("0".repeat(32), REGION))
                        .expect(400)
                        .string("/error/message"))
                .startsWith("Expecting to find service_id in registered_limit.");
    }

    @Test
    void theBodyIsCheckedAgainstItsSchema() {
        http.post("admin", PATH, "{}").expect(400);
        http.post("admin", PATH, "{'registered_limits': []}").expect(400);
        http.post("admin", PATH, "{'registered_limits': {}}").expect(400);
        http.post("admin", PATH, "{'registered_limits': [7]}").expect(400);
        http.post("admin", PATH, registering(" ", 5)).expect(400);
        http.post("admin", PATH, registering("cores", -2)).expect(400);
        http.post("admin", PATH, registering("cores", 5).replace("5}", "2147483648}"))
                .expect(400);
        http.post("admin", PATH, registering("cores", 5).replace("5}", "true}")).expect(400);
        http.post("admin", PATH, registering("cores", 5).replace(SERVICE, "nope"))
                .expect(400);
        http.post("admin", PATH, registering("cores", -1)).expect(201);
        http.get("admin", PATH + "?service_id=nope").expect(400);
    }

    @Test
    void listsAreFilteredAndPaged() {
        var first = server.register("cores", 1);
        var second = server.register("ram", 2);
        assertThat(http.get("member", PATH + "?resource_name=ram").strings("/registered_limits", "id"))
                .containsExactly(second);
        assertThat(http.get("member", PATH + "?resource_name__icontains=OR").strings("/registered_limits", "id"))
                .containsExactly(first);
        var page = http.get("member", PATH + "?limit=1").expect(200);
        assertThat(page.strings("/registered_limits", "id")).containsExactly(first);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        assertThat(http.get(
                                "member",
                                page.string("/links/next").substring(http.url().length()))
                        .strings("/registered_limits", "id"))
                .containsExactly(second);
        assertThat(http.get("member", PATH + "?marker=unknown").strings("/registered_limits", "id"))
                .containsExactly(first, second);
    }

    @Test
    void aChangeIsRefusedWhereLimitsStandOnIt() {
        var id = server.register("cores", 5);
        var path = PATH + "/" + id;
        http.patch("admin", path, "{'registered_limit': {'default_limit': 0, 'description': 'd'}}")
                .expect(200);
        assertThat(http.get("admin", path).at("/registered_limit/default_limit").asInt())
                .isZero();
        var limit = server.create(limit("project_id", PROJECT, "cores", 3)).expect(201);
        var refusal = "Unable to update or delete registered limit " + id
                + " because there are project limits associated with it.";
        assertThat(http.patch("admin", path, "{'registered_limit': {'default_limit': 9}}")
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo(refusal);
        assertThat(http.delete("admin", path).expect(403).string("/error/message"))
                .isEqualTo(refusal);
        http.delete("admin", "/v3/limits/" + limit.string("/limits/0/id")).expect(204);
        http.delete("admin", path).expect(204);
        http.get("admin", path).expect(404);
    }

    @Test
    void aChangeThatNamesATakenResourceIsRefusedEvenIfItIsItsOwn() {
        var path = PATH + "/" + server.register("cores", 5);
        server.register("ram", 5);
        http.patch("admin", path, "{'registered_limit': {'resource_name': 'ram'}}")
                .expect(409);
        http.patch("admin", path, "{'registered_limit': {'resource_name': 'cores'}}")
                .expect(409);
        http.patch("admin", path, "{'registered_limit': {'region_id': 'nowhere'}}")
                .expect(400);
        http.patch("admin", path, "{'registered_limit': {'region_id': '" + REGION + "'}}")
                .expect(200);
        http.patch("admin", path, "{'registered_limit': {'id': 'x'}}").expect(400);
        http.patch("admin", path, "{'registered_limit': {}}").expect(200);
    }

    @Test
    void whoMayNotLearnsNothingOfWhatExists() {
        http.post("member", PATH, registering("cores", 5)).expect(403);
        http.patch("member", PATH + "/nope", "{'registered_limit': {}}").expect(403);
        http.delete("auditor", PATH + "/nope").expect(403);
        http.delete("admin", PATH + "/nope").expect(404);
        assertThat(http.get("member", PATH + "/nope").expect(404).string("/error/message"))
                .isEqualTo("Could not find registered limit for nope.");
        http.get(null, PATH).expect(401);
    }
}
