package io.clavis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ServiceApiTest {
    private final CatalogServer server;
    private final TestServer http;

    ServiceApiTest(TestDatabase engine) {
        server = new CatalogServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServiceIsCreatedAndShown() {
        var created = http.post("admin", "/v3/services", "{'service': {'type': 'compute', 'foo': 'bar'}}")
                .expect(201);
        var id = created.string("/service/id");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'service': {'name': '', 'foo': 'bar', 'id': '" + id
                                + "', 'type': 'compute', 'enabled': true, 'links': {'self': '" + http.url()
                                + "/v3/services/" + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("admin", "/v3/services/" + id).expect(200).text()).isEqualTo(created.text());
    }

    @Test
    void aServiceNeedsAType() {
        http.post("admin", "/v3/services", "{'service': {'name': 'x'}}").expect(400);
        http.post("admin", "/v3/services", "{'service': {'type': ''}}").expect(400);
        http.post("admin", "/v3/services", "{'service': {'type': 'x', 'enabled': 'no'}}")
                .expect(400);
    }

    @Test
    void servicesAreListedByTypeAndName() {
        var compute = server.service("compute");
        var image = server.service("image");
        assertThat(http.get("admin", "/v3/services").strings("/services", "id"))
                .containsExactlyInAnyOrder(compute, image);
        assertThat(http.get("admin", "/v3/services?type=image").strings("/services", "id"))
                .containsExactly(image);
        assertThat(http.get("admin", "/v3/services?name__startswith=the%20c").strings("/services", "id"))
                .containsExactly(compute);
        var page = http.get("admin", "/v3/services?limit=1");
        assertThat(page.at("/services").size()).isEqualTo(1);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        var path = "/v3/services/" + server.service("compute");
        var changed = http.patch("admin", path, "{'service': {'enabled': false, 'description': 'd'}}")
                .expect(200);
        assertThat(changed.string("/service/name")).isEqualTo("the compute");
        assertThat(changed.at("/service/enabled").asBoolean()).isFalse();
        assertThat(changed.string("/service/description")).isEqualTo("d");
        http.patch("admin", "/v3/services/none", "{'service': {'type': 'x'}}").expect(404);
    }

    @Test
    void aServiceGoesWithItsEndpoints() {
        var service = server.service("compute");
        var endpoint = server.endpoint(service, "http://x/");
        var other = server.endpoint(server.service("image"), "http://y/");
        http.delete("admin", "/v3/services/" + service).expect(204);
        http.get("admin", "/v3/endpoints/" + endpoint).expect(404);
        http.get("admin", "/v3/endpoints/" + other).expect(200);
        http.delete("admin", "/v3/services/" + service).expect(404);
    }

    @Test
    void onlyAdministratorsSeeServices() {
        http.get("member", "/v3/services").expect(403);
        http.get("member", "/v3/services/none").expect(403);
        http.post("member", "/v3/services", "{'service': {'type': 'x'}}").expect(403);
        http.delete("member", "/v3/services/none").expect(403);
        http.get(null, "/v3/services").expect(401);
    }
}
