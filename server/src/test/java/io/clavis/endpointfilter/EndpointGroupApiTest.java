package io.clavis.endpointfilter;

import static io.clavis.endpointfilter.FilterServer.BLUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class EndpointGroupApiTest {
    private static final String GROUPS = "/v3/OS-EP-FILTER/endpoint_groups";
    private static final String OF_BLUE = "/v3/OS-EP-FILTER/projects/" + BLUE + "/endpoint_groups";

    private final FilterServer server;
    private final TestServer http;

    EndpointGroupApiTest(TestDatabase engine) {
        server = new FilterServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer create(String attributes) {
        return http.post("admin", GROUPS, "{'endpoint_group': {" + attributes + "}}");
    }

    private String group(String name, String filters) {
        return create("'name': '" + name + "', 'filters': {" + filters + "}")
                .expect(201)
                .string("/endpoint_group/id");
    }

    @Test
    void aGroupIsCreatedAndShown() {
        var created = create("'name': 'g', 'filters': {'region_id': null}").expect(201);
        var id = created.string("/endpoint_group/id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'endpoint_group': {'id': '" + id
                                + "', 'name': 'g', 'description': null,"
                                + "'filters': {'region_id': null}, 'links': {'self': '" + http.url() + GROUPS + "/"
                                + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("auditor", GROUPS + "/" + id).expect(200).text()).isEqualTo(created.text());
        assertThat(http.get("admin", GROUPS + "/none").expect(404).string("/error/message"))
                .isEqualTo("Could not find Endpoint Group: none.");
    }

    @Test
    void filtersAreCheckedAgainstWhatMayBeFiltered() {
        assertThat(create("'name': 'g', 'filters': {}").expect(400).string("/error/message"))
                .isEqualTo("filters field is required and cannot be empty");
        for (var filter : new String[] {"'enabled': true", "'foo': 'x'"}) {
            assertThat(create("'name': 'g', 'filters': {" + filter + "}")
                            .expect(400)
                            .string("/error/message"))
                    .startsWith("Expecting to find service_id or region_id or interface in endpoint_group.");
        }
        create("'name': 'g', 'filters': {'interface': 'other'}").expect(400);
        create("'name': 'g'").expect(400);
        create("'filters': {'interface': 'public'}").expect(400);
        create("'id': 'x', 'name': 'g', 'filters': {'interface': 'public'}").expect(400);
        http.post("admin", GROUPS, "{}").expect(400);
    }

    @Test
    void groupsAreListedByName() {
        var first = group("one", "'interface': 'public'");
        var second = group("two", "'interface': 'admin'");
        assertThat(http.get("auditor", GROUPS).expect(200).strings("/endpoint_groups", "id"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(http.get("auditor", GROUPS + "?name=two").strings("/endpoint_groups", "id"))
                .containsExactly(second);
        http.get("auditor", GROUPS + "?limit=1").expect(400);
        http.get("auditor", GROUPS + "?name=").expect(400);
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        var path = GROUPS + "/" + group("g", "'interface': 'public'");
        var changed = http.patch("admin", path, "{'endpoint_group': {'description': 'd'}}")
                .expect(200);
        assertThat(changed.string("/endpoint_group/filters/interface")).isEqualTo("public");
        assertThat(changed.string("/endpoint_group/description")).isEqualTo("d");
        assertThat(http.patch("admin", path, "{'endpoint_group': {'filters': {}}}")
                        .expect(200)
                        .at("/endpoint_group/filters")
                        .size())
                .isZero();
        http.patch("admin", path, "{'endpoint_group': {}}").expect(400);
        http.patch("admin", path, "{'endpoint_group': {'filters': {'foo': 'x'}}}")
                .expect(400);
        http.patch("admin", GROUPS + "/none", "{'endpoint_group': {'name': 'x'}}")
                .expect(404);
    }

    @Test
    void theEndpointsOfAGroupPassAllItsFilters() {
        var group = group("g", "'interface': 'public', 'service_id': 'compute'");
        assertThat(http.get("auditor", GROUPS + "/" + group + "/endpoints")
                        .expect(200)
                        .strings("/endpoints", "id"))
                .containsExactly("compute-public");
        http.get("auditor", GROUPS + "/none/endpoints").expect(404);
    }

    @Test
    void aProjectIsGivenAGroupAndLosesIt() {
        var group = group("g", "'service_id': 'compute'");
        var path = GROUPS + "/" + group + "/projects/" + BLUE;
        http.get("auditor", path).expect(404);
        http.put("admin", path).expect(204);
        assertThat(http.get("auditor", path).expect(200).text())
                .isEqualToIgnoringWhitespace(("{'project_endpoint_group': {'endpoint_group_id': '" + group
                                + "', 'project_id': '" + BLUE + "', 'links': {'self': '/OS-EP-FILTER/endpoint_groups/"
                                + group + "/projects/" + BLUE + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.put("admin", path).expect(409).string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store project_endpoint_group - Duplicate entry.");
        assertThat(http.get("auditor", OF_BLUE).expect(200).strings("/endpoint_groups", "id"))
                .containsExactly(group);
        assertThat(http.get("auditor", GROUPS + "/" + group + "/projects")
                        .expect(200)
                        .strings("/projects", "id"))
                .containsExactly(BLUE);
        assertThat(server.catalog.forProject("ada", BLUE).toString())
                .contains("compute-admin")
                .doesNotContain("image-public");
        http.delete("admin", path).expect(204);
        assertThat(http.delete("admin", path).expect(404).string("/error/message"))
                .isEqualTo("Endpoint Group Project Association not found");
    }

    @Test
    void groupAndProjectMustExist() {
        var group = group("g", "'service_id': 'compute'");
        for (var method : new String[] {"GET", "PUT", "DELETE"}) {
            assertThat(http.send("admin", method, GROUPS + "/none/projects/none", null)
                            .expect(404)
                            .string("/error/message"))
                    .isEqualTo("Could not find project: none.");
            assertThat(http.send("admin", method, GROUPS + "/none/projects/" + BLUE, null)
                            .expect(404)
                            .string("/error/message"))
                    .isEqualTo("Could not find Endpoint Group: none.");
            http.send("admin", method, GROUPS + "/" + group + "/projects/none", null)
                    .expect(404);
        }
        http.get("admin", "/v3/OS-EP-FILTER/projects/none/endpoint_groups").expect(404);
        assertThat(http.get("admin", GROUPS + "/none/projects")
                        .expect(200)
                        .at("/projects")
                        .size())
                .isZero();
    }

    @Test
    void aDeletedGroupIsTakenFromItsProjects() {
        var group = group("g", "'service_id': 'compute'");
        http.put("admin", GROUPS + "/" + group + "/projects/" + BLUE).expect(204);
        http.delete("admin", GROUPS + "/" + group).expect(204);
        assertThat(http.get("admin", OF_BLUE).at("/endpoint_groups").size()).isZero();
        http.delete("admin", GROUPS + "/" + group).expect(404);
    }

    @Test
    void onlyAdministratorsWriteAndOnlyTheSystemReads() {
        http.post("auditor", GROUPS, "{'endpoint_group': {'name': 'g', 'filters': {'interface': 'admin'}}}")
                .expect(403);
        http.patch("auditor", GROUPS + "/none", "{'endpoint_group': {'name': 'g'}}")
                .expect(403);
        http.delete("auditor", GROUPS + "/none").expect(403);
        http.put("auditor", GROUPS + "/none/projects/none").expect(403);
        http.delete("auditor", GROUPS + "/none/projects/none").expect(403);
        for (var path : new String[] {
            GROUPS,
            GROUPS + "/none",
            GROUPS + "/none/endpoints",
            GROUPS + "/none/projects",
            GROUPS + "/none/projects/none",
            OF_BLUE
        }) {
            http.get("member", path).expect(403);
            http.get(null, path).expect(401);
        }
    }
}
