package io.clavis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class EndpointApiTest {
    private final CatalogServer server;
    private final TestServer http;

    EndpointApiTest(TestDatabase engine) {
        server = new CatalogServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer create(String service, String more) {
        return http.post(
                "admin",
                "/v3/endpoints",
                "{'endpoint': {'interface': 'public', 'url': 'http://x/', 'service_id': '" + service + "'" + more
                        + "}}");
    }

    @Test
    void anEndpointIsCreatedAndShown() {
        var service = server.service("compute");
        server.region("one", null);
        var created = create(service, ", 'region_id': 'one', 'foo': 'bar'").expect(201);
        var id = created.string("/endpoint/id");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'endpoint': {'foo': 'bar', 'id': '" + id
                                + "', 'interface': 'public', 'region_id': 'one', 'service_id': '" + service
                                + "', 'url': 'http://x/', 'enabled': true, 'region': 'one', 'links': {'self': '"
                                + http.url() + "/v3/endpoints/" + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("admin", "/v3/endpoints/" + id).expect(200).text()).isEqualTo(created.text());
    }

    @Test
    void serviceAndRegionMustExist() {
        var service = server.service("compute");
        assertThat(create("none", "").expect(400).string("/error/message"))
                .startsWith("Expecting to find endpoint service_id in service table.");
        assertThat(create(service, ", 'region_id': 'none'").expect(400).string("/error/message"))
                .startsWith("Expecting to find endpoint region_id in region table.");
    }

    @Test
    void theOldAttributeRegionCreatesTheRegion() {
        var created = create(server.service("compute"), ", 'region': 'new'").expect(201);
        assertThat(created.string("/endpoint/region_id")).isEqualTo("new");
        http.get("admin", "/v3/regions/new").expect(200);
    }

    @Test
    void aUrlWithAnUnknownSubstitutionIsRefused() {
        var service = server.service("compute");
        for (var url :
                new String[] {"http://x/$(password)s", "http://x/$(project_id)", "http://x/%(user_id)d", "http://%"}) {
            assertThat(create(service, ", 'url': '" + url + "'").expect(400).string("/error/message"))
                    .isEqualTo("Cannot create an endpoint with an invalid URL: " + url + ".");
        }
        create(service, ", 'url': 'not a url'").expect(400);
        create(service, ", 'url': 'http://x/$(tenant_id)s/%(user_id)s'").expect(201);
    }

    @Test
    void endpointsAreListedByWhatTheyAre() {
        var compute = server.service("compute");
        var image = server.service("image");
        var first = server.endpoint(compute, "http://x/");
        var second = create(image, ", 'region': 'one', 'interface': 'admin'").string("/endpoint/id");
        assertThat(http.get("admin", "/v3/endpoints").strings("/endpoints", "id"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(http.get("admin", "/v3/endpoints?service_id=" + compute).strings("/endpoints", "id"))
                .containsExactly(first);
        assertThat(http.get("admin", "/v3/endpoints?region_id=one").strings("/endpoints", "id"))
                .containsExactly(second);
        assertThat(http.get("admin", "/v3/endpoints?interface=admin").strings("/endpoints", "id"))
                .containsExactly(second);
        http.get("admin", "/v3/endpoints?interface=other").expect(400);
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        var id =
                create(server.service("compute"), ", 'region': 'one', 'foo': 1").string("/endpoint/id");
        var changed = http.patch("admin", "/v3/endpoints/" + id, "{'endpoint': {'enabled': false}}")
                .expect(200);
        assertThat(changed.at("/endpoint/enabled").asBoolean()).isFalse();
        assertThat(changed.string("/endpoint/region_id")).isEqualTo("one");
        assertThat(changed.at("/endpoint/foo").asInt()).isEqualTo(1);
        http.patch("admin", "/v3/endpoints/" + id, "{'endpoint': {'service_id': 'none'}}")
                .expect(400);
        http.patch("admin", "/v3/endpoints/" + id, "{'endpoint': {}}").expect(400);
        http.patch("admin", "/v3/endpoints/none", "{'endpoint': {'enabled': true}}")
                .expect(404);
    }

    @Test
    void aDeletedEndpointIsGone() {
        var id = server.endpoint(server.service("compute"), "http://x/");
        http.delete("admin", "/v3/endpoints/" + id).expect(204);
        http.get("admin", "/v3/endpoints/" + id).expect(404);
        http.delete("admin", "/v3/endpoints/" + id).expect(404);
    }

    @Test
    void onlyAdministratorsSeeEndpoints() {
        http.get("member", "/v3/endpoints").expect(403);
        http.get("member", "/v3/endpoints/none").expect(403);
        http.delete("member", "/v3/endpoints/none").expect(403);
        http.get(null, "/v3/endpoints").expect(401);
    }
}
