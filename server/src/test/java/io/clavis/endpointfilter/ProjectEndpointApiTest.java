package io.clavis.endpointfilter;

import static io.clavis.endpointfilter.FilterServer.BLUE;
import static io.clavis.endpointfilter.FilterServer.DOMAIN;
import static io.clavis.endpointfilter.FilterServer.GREEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ProjectEndpointApiTest {
    private static final String FILTER = "/v3/OS-EP-FILTER";
    private static final String ENDPOINTS = FILTER + "/projects/" + BLUE + "/endpoints";

    private final FilterServer server;
    private final TestServer http;

    ProjectEndpointApiTest(TestDatabase engine) {
        server = new FilterServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProjectIsGivenAnEndpointAndLosesIt() {
        var path = ENDPOINTS + "/compute-public";
        http.put("admin", path).expect(204);
        http.get("auditor", path).expect(204);
        assertThat(http.send("admin", "HEAD", path, null).status()).isEqualTo(204);
        assertThat(server.catalog.forProject("ada", BLUE).toString()).contains("compute-public");
        assertThat(server.catalog.forProject("ada", BLUE).toString()).doesNotContain("image-public");
        assertThat(server.catalog.forProject("ada", GREEN).toString()).contains("image-public");
        http.delete("admin", path).expect(204);
        assertThat(server.catalog.forProject("ada", BLUE).toString()).contains("image-public");
        assertThat(http.get("admin", path).expect(404).string("/error/message"))
                .isEqualTo("Endpoint compute-public not found in project " + BLUE);
        http.delete("admin", path).expect(404);
    }

    @Test
    void whatIsGivenTwiceIsAConflict() {
        http.put("admin", ENDPOINTS + "/compute-public").expect(204);
        assertThat(http.put("admin", ENDPOINTS + "/compute-public").expect(409).string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store project_endpoint - Duplicate entry.");
    }

    @Test
    void endpointAndProjectMustExist() {
        var nowhere = FILTER + "/projects/none/endpoints";
        for (var method : new String[] {"GET", "PUT"}) {
            assertThat(http.send("admin", method, nowhere + "/none", null)
                            .expect(404)
                            .string("/error/message"))
                    .isEqualTo("Could not find endpoint: none.");
            assertThat(http.send("admin", method, nowhere + "/compute-public", null)
                            .expect(404)
                            .string("/error/message"))
                    .isEqualTo("Could not find project: none.");
        }
        assertThat(http.delete("admin", nowhere + "/none").expect(404).string("/error/message"))
                .isEqualTo("Endpoint none not found in project none");
        http.get("admin", nowhere).expect(404);
        http.get("admin", FILTER + "/endpoints/none/projects").expect(404);
    }

    @Test
    void theEndpointsOfAProjectAreItsOwnAndThoseOfItsGroups() {
        assertThat(http.get("admin", ENDPOINTS).expect(200).at("/endpoints").size())
                .isZero();
        http.put("admin", ENDPOINTS + "/image-public").expect(204);
        var group = http.post(
                        "admin",
                        FILTER + "/endpoint_groups",
                        "{'endpoint_group': {'name': 'g', 'filters': {'interface': 'admin'}}}")
                .string("/endpoint_group/id");
        http.put("admin", FILTER + "/endpoint_groups/" + group + "/projects/" + BLUE)
                .expect(204);
        var list = http.get("auditor", ENDPOINTS).expect(200);
        assertThat(list.strings("/endpoints", "id")).containsExactly("compute-admin", "image-public");
        assertThat(list.at("/endpoints/0").toString())
                .isEqualTo(("{'id':'compute-admin','interface':'admin','region_id':null,'service_id':'compute',"
                                + "'url':'http://compute-admin','enabled':true,'region':null,'links':{'self':'"
                                + http.url() + "/v3/endpoints/compute-admin'}}")
                        .replace('\'', '"'));
        assertThat(list.string("/links/self")).isEqualTo(http.url() + ENDPOINTS);
    }

    @Test
    void theProjectsOfAnEndpointAreShown() {
        http.put("admin", ENDPOINTS + "/image-public").expect(204);
        http.put("admin", FILTER + "/projects/" + DOMAIN + "/endpoints/image-public")
                .expect(204);
        var list =
                http.get("auditor", FILTER + "/endpoints/image-public/projects").expect(200);
        assertThat(list.strings("/projects", "id")).containsExactlyInAnyOrder(BLUE, DOMAIN);
        assertThat(list.strings("/projects", "name")).containsExactlyInAnyOrder("blue", "Dom");
    }

    @Test
    void onlyAdministratorsWriteAndOnlyTheSystemReads() {
        http.put("auditor", ENDPOINTS + "/compute-public").expect(403);
        http.delete("auditor", ENDPOINTS + "/none").expect(403);
        for (var path : new String[] {ENDPOINTS, ENDPOINTS + "/none", FILTER + "/endpoints/none/projects"}) {
            http.get("member", path).expect(403);
            http.get(null, path).expect(401);
        }
    }
}
