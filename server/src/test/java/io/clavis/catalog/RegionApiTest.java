package io.clavis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class RegionApiTest {
    private final CatalogServer server;
    private final TestServer http;

    RegionApiTest(TestDatabase engine) {
        server = new CatalogServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRegionIsCreatedShownAndListed() {
        var created = http.post("admin", "/v3/regions", "{'region': {'id': 'one', 'foo': 'bar', 'description': null}}")
                .expect(201);
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'region': {'foo': 'bar', 'id': 'one', 'description': '',"
                                + "'parent_region_id': null, 'links': {'self': '" + http.url() + "/v3/regions/one'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("member", "/v3/regions/one").expect(200).text()).isEqualTo(created.text());
        assertThat(http.get("member", "/v3/regions").strings("/regions", "id")).containsExactly("one");
        assertThat(http.post("admin", "/v3/regions", "{'region': {}}").string("/region/id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void aTakenIdIsAConflict() {
        server.region("one", null);
        assertThat(http.post("admin", "/v3/regions", "{'region': {'id': 'one'}}")
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store region - Duplicate ID, one..");
        http.send("admin", "PUT", "/v3/regions/one", "{'region': {}}").expect(409);
        http.send("admin", "PUT", "/v3/regions/two", "{'region': {'id': 'three'}}")
                .expect(400);
    }

    @Test
    void aParentMustExistAndMakesNoCircle() {
        http.post("admin", "/v3/regions", "{'region': {'parent_region_id': 'none'}}")
                .expect(404);
        server.region("one", null);
        server.region("two", "one");
        server.region("three", "two");
        assertThat(http.patch("admin", "/v3/regions/one", "{'region': {'parent_region_id': 'three'}}")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("The specified parent region one would create a circular region hierarchy.");
        http.patch("admin", "/v3/regions/three", "{'region': {'parent_region_id': 'one'}}")
                .expect(200);
        assertThat(http.get("member", "/v3/regions?parent_region_id=one").strings("/regions", "id"))
                .containsExactly("three", "two");
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        http.post("admin", "/v3/regions", "{'region': {'id': 'one', 'description': 'old', 'foo': 1}}")
                .expect(201);
        var changed =
                http.patch("admin", "/v3/regions/one", "{'region': {'bar': 2}}").expect(200);
        assertThat(changed.string("/region/description")).isEqualTo("old");
        assertThat(changed.at("/region/foo").asInt()).isEqualTo(1);
        assertThat(changed.at("/region/bar").asInt()).isEqualTo(2);
        http.patch("admin", "/v3/regions/one", "{'region': {'id': 'other'}}").expect(400);
        var same = http.patch("admin", "/v3/regions/one", "{'region': {'id': null, 'extra': 1}}")
                .expect(200);
        assertThat(same.string("/region/id")).isEqualTo("one");
        assertThat(same.at("/region").has("extra")).isFalse();
        http.send("admin", "PUT", "/v3/regions/two", "{'region': {'id': null}}").expect(400);
        http.patch("admin", "/v3/regions/none", "{'region': {'description': 'x'}}")
                .expect(404);
    }

    @Test
    void aRegionGoesWithAllBelowItUnlessAnEndpointStandsThere() {
        server.region("one", null);
        server.region("two", "one");
        server.region("three", "two");
        var service = server.service("compute");
        var endpoint = http.post(
                        "admin",
                        "/v3/endpoints",
                        ("{'endpoint': {'interface': 'public', 'url': 'http://x/', 'region_id': 'three',"
                                        + "'service_id': '%s'}}")
                                .formatted(service))
                .expect(201)
                .string("/endpoint/id");
        assertThat(http.delete("admin", "/v3/regions/one").expect(403).string("/error/message"))
                .contains("because it or its child regions have associated endpoints.");
        http.delete("admin", "/v3/endpoints/" + endpoint).expect(204);
        http.delete("admin", "/v3/regions/one").expect(204);
        http.get("admin", "/v3/regions/three").expect(404);
        http.delete("admin", "/v3/regions/one").expect(404);
    }

    @Test
    void onlyAdministratorsWrite() {
        server.region("one", null);
        http.post("member", "/v3/regions", "{'region': {}}").expect(403);
        http.patch("member", "/v3/regions/none", "{'region': {'description': 'x'}}")
                .expect(403);
        http.delete("member", "/v3/regions/one").expect(403);
        http.get(null, "/v3/regions/one").expect(401);
    }
}
