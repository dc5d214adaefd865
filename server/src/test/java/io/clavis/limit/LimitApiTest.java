package io.clavis.limit;

import static io.clavis.limit.LimitServer.DOMAIN;
import static io.clavis.limit.LimitServer.OTHER_DOMAIN;
import static io.clavis.limit.LimitServer.OTHER_PROJECT;
import static io.clavis.limit.LimitServer.PROJECT;
import static io.clavis.limit.LimitServer.SERVICE;
import static io.clavis.limit.LimitServer.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class LimitApiTest {
    private static final String PATH = "/v3/limits";

    private final TestDatabase engine;
    private LimitServer server;
    private TestServer http;

    LimitApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        server = new LimitServer(engine, EnforcementModel.FLAT);
        http = server.http;
        server.register("cores", 5);
        server.register("ram", 5);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewLimitIsShownInUpstreamsOrder() {
        var created = server.create(limit("project_id", PROJECT, "cores", 9)).expect(201);
        var id = created.string("/limits/0/id");
        var view = ("{'id':'" + id + "','project_id':'" + PROJECT + "','domain_id':null,'resource_limit':9,"
                        + "'description':null,'service_id':'" + SERVICE + "','region_id':null,'resource_name':'cores',"
                        + "'links':{'self':'" + http.url() + PATH + "/" + id + "'}}")
                .replace('\'', '"');
        assertThat(created.text()).isEqualTo("{\"limits\":[" + view + "]}");
        assertThat(http.get("admin", PATH + "/" + id).expect(200).text()).isEqualTo("{\"limit\":" + view + "}");
        assertThat(http.send("auditor", "HEAD", PATH + "/" + id, null).status()).isEqualTo(200);
    }

    @Test
    void aDomainInAProjectsPlaceHasTheDomainsLimit() {
        var created = server.create(limit("project_id", DOMAIN, "cores", 9)).expect(201);
        assertThat(created.string("/limits/0/domain_id")).isEqualTo(DOMAIN);
        assertThat(created.at("/limits/0/project_id").isNull()).isTrue();
        server.create(limit("domain_id", DOMAIN, "cores", 9)).expect(409);
    }

    @Test
    void anOwnerHasOneLimitForAResource() {
        server.create(limit("project_id", PROJECT, "cores", 9), limit("project_id", PROJECT, "ram", 9))
                .expect(201);
        assertThat(server.create(limit("project_id", PROJECT, "cores", 1))
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store limit - Duplicate entry.");
        server.create(limit("domain_id", DOMAIN, "cores", 1), limit("domain_id", DOMAIN, "cores", 1))
                .expect(409);
        assertThat(http.get("admin", PATH + "?domain_id=" + DOMAIN)
                        .at("/limits")
                        .size())
                .isZero();
    }

    @Test
    void aLimitNeedsARegisteredLimit() {
        assertThat(server.create(limit("project_id", PROJECT, "disk", 9))
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo("Unable to create a limit that has no corresponding registered limit.");
    }

    @Test
    void whatALimitNamesMustExist() {
        server.create(limit("project_id", "nope", "cores", 9)).expect(400);
        assertThat(server.create(limit("domain_id", PROJECT, "cores", 9))
                        .expect(400)
                        .string("/error/message"))
                .startsWith("Expecting to find domain_id in limit.");
        server.create(limit("project_id", PROJECT, "cores", 9).replace(SERVICE, "0".repeat(32)))
                .expect(400);
        server.create(limit("project_id", PROJECT, "cores", 9).replace("}", ", 'region_id': 'nowhere'}"))
                .expect(400);
        server.create(limit("project_id", PROJECT, "cores", 9).replace("'" + PROJECT + "'", "null"))
                .expect(400);
        server.create(limit("project_id", PROJECT, "cores", 9).replace("}", ", 'domain_id': null}"))
                .expect(400);
        server.create(limit("project_id", PROJECT, "cores", -2)).expect(400);
        server.create().expect(400);
    }

    @Test
    void aChangeKeepsWhatUpstreamTakesForNothing() {
        var path = PATH
                + "/"
                + server.create(limit("project_id", PROJECT, "cores", 9)).string("/limits/0/id");
        var changed = http.patch("admin", path, "{'limit': {'resource_limit': 4, 'description': 'd'}}")
                .expect(200);
        assertThat(changed.at("/limit/resource_limit").asInt()).isEqualTo(4);
        http.patch("admin", path, "{'limit': {'resource_limit': 0, 'description': ''}}")
                .expect(200);
        http.patch("admin", path, "{'limit': {'description': null}}").expect(200);
        assertThat(http.get("admin", path).text()).isEqualTo(changed.text());
        http.patch("admin", path, "{'limit': {'project_id': '" + OTHER_PROJECT + "'}}")
                .expect(400);
        http.patch("admin", PATH + "/nope", "{'limit': {}}").expect(404);
        http.patch("reader", PATH + "/nope", "{'limit': {}}").expect(404);
        http.patch("reader", path, "{'limit': {}}").expect(403);
        http.delete("member", path).expect(403);
        http.delete("admin", path).expect(204);
        http.delete("member", path).expect(404);
    }

    @Test
    void everyoneSeesTheLimitsOfTheirScope() {
        server.create(limit("project_id", PROJECT, "cores", 9), limit("domain_id", DOMAIN, "cores", 9))
                .expect(201);
        server.create(limit("project_id", OTHER_PROJECT, "cores", 9), limit("domain_id", OTHER_DOMAIN, "cores", 9))
                .expect(201);
        assertThat(http.get("admin", PATH).at("/limits").size()).isEqualTo(4);
        assertThat(http.get("auditor", PATH).at("/limits").size()).isEqualTo(4);
        var reader = http.get("reader", PATH).expect(200);
        assertThat(reader.at("/limits").size()).isEqualTo(2);
        assertThat(reader.string("/limits/0/project_id")).isEqualTo(PROJECT);
        assertThat(reader.string("/limits/1/domain_id")).isEqualTo(DOMAIN);
        assertThat(http.get("member", PATH).strings("/limits", "project_id")).containsExactly(PROJECT);
        assertThat(http.get("member", PATH + "?project_id=" + OTHER_PROJECT)
                        .at("/limits")
                        .size())
                .isZero();
        assertThat(http.get("stranger", PATH).at("/limits").size()).isZero();
    }

    @Test
    void oneLimitIsSeenByWhomItConcerns() {
        var created = server.create(
                        limit("project_id", PROJECT, "cores", 9),
                        limit("domain_id", DOMAIN, "cores", 9),
                        limit("project_id", OTHER_PROJECT, "cores", 9))
                .expect(201)
                .strings("/limits", "id");
        http.get("member", PATH + "/" + created.get(0)).expect(200);
        http.get("member", PATH + "/" + created.get(1)).expect(403);
        http.get("member", PATH + "/" + created.get(2)).expect(403);
        http.get("reader", PATH + "/" + created.get(0)).expect(200);
        http.get("reader", PATH + "/" + created.get(1)).expect(200);
        http.get("reader", PATH + "/" + created.get(2)).expect(403);
        http.get("reader", PATH + "/nope").expect(403);
        assertThat(http.get("admin", PATH + "/nope").expect(404).string("/error/message"))
                .isEqualTo("Could not find limit for nope.");
        http.get("stranger", PATH + "/" + created.get(1)).expect(403);
    }

    @Test
    void listsAreFilteredByWhatTheRegisteredLimitSays() {
        server.create(limit("project_id", PROJECT, "cores", 1), limit("project_id", OTHER_PROJECT, "ram", 2))
                .expect(201);
        assertThat(http.get("admin", PATH + "?resource_name=ram").strings("/limits", "project_id"))
                .containsExactly(OTHER_PROJECT);
        assertThat(http.get("admin", PATH + "?service_id=" + SERVICE + "&limit=1")
                        .strings("/limits", "project_id"))
                .containsExactly(PROJECT);
        http.get("admin", PATH + "?project_id=a%20b").expect(400);
    }

    @Test
    void aProjectsLimitsGoWithIt() {
        server.create(limit("project_id", PROJECT, "cores", 1), limit("domain_id", DOMAIN, "ram", 2))
                .expect(201);
        server.deleteForProject(PROJECT);
        assertThat(http.get("admin", PATH).strings("/limits", "domain_id")).containsExactly(DOMAIN);
    }

    @Test
    void projectsAreShownWithTheirLimitsOnDemand() {
        server.create(limit("project_id", PROJECT, "cores", 7)).expect(201);
        var path = "/v3/projects/" + DOMAIN + "?subtree_as_list";
        var shown = http.get("admin", path + "&include_limits").expect(200).at("/project/subtree/0/project");
        assertThat(shown.at("/limits/0/resource_limit").asInt()).isEqualTo(7);
        assertThat(shown.at("/limits/0").has("links")).isFalse();
        assertThat(http.get("admin", path).at("/project/subtree/0/project").has("limits"))
                .isFalse();
    }

    @Test
    void theModelIsToldToEveryone() {
        assertThat(http.get("stranger", PATH + "/model").expect(200).string("/model/name"))
                .isEqualTo("flat");
        http.get(null, PATH + "/model").expect(401);
    }
}
