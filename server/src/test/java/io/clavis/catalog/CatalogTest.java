package io.clavis.catalog;

import static io.clavis.db.Tables.ENDPOINT_GROUP;
import static io.clavis.db.Tables.PROJECT_ENDPOINT;
import static io.clavis.db.Tables.PROJECT_ENDPOINT_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.Entity;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/** What tokens carry. */
@EveryDatabase
class CatalogTest {
    private static final String PROJECT = CatalogServer.PROJECT;

    private final CatalogServer server;
    private final TestServer http;
    private final Catalog catalog;

    CatalogTest(TestDatabase engine) {
        server = new CatalogServer(engine);
        http = server.http;
        catalog = server.catalog(true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> urls(ArrayNode catalog) {
        return catalog.valueStream()
                .flatMap(service -> service.path("endpoints").valueStream())
                .map(endpoint -> endpoint.path("url").asString())
                .toList();
    }

    @Test
    void anEntryHoldsTheServiceAndItsEndpoints() {
        var service = server.service("compute");
        var endpoint = server.endpoint(service, "http://x/");
        assertThat(catalog.forProject("ada", PROJECT).toString())
                .isEqualToIgnoringWhitespace(
                        ("[{'endpoints': [{'id': '" + endpoint + "', 'interface': 'public', 'region_id': null,"
                                        + "'url': 'http://x/', 'region': null}], 'id': '" + service
                                        + "', 'type': 'compute', 'name': 'the compute'}]")
                                .replace('\'', '"'));
    }

    @Test
    void substitutionsAreMade() {
        var service = server.service("compute");
        server.endpoint(service, "http://x/$(project_id)s/%(tenant_id)s/$(user_id)s/100%%");
        server.endpoint(service, "http://x/?at=$(public_endpoint)sv3");
        assertThat(urls(catalog.forProject("ada", PROJECT)))
                .containsExactlyInAnyOrder(
                        "http://x/" + PROJECT + "/" + PROJECT + "/ada/100%", "http://x/?at=http://keystone.example/v3");
    }

    @Test
    void outsideOfProjectsWhatNeedsAProjectIsLeftOut() {
        var service = server.service("compute");
        server.endpoint(service, "http://x/$(project_id)s");
        server.endpoint(service, "http://y/$(user_id)s");
        assertThat(urls(catalog.forProject("ada", null))).containsExactly("http://y/ada");
    }

    @Test
    void anEndpointWhoseUrlBecameMalformedIsLeftOut() {
        var service = server.service("compute");
        var broken = server.endpoint(service, "http://x/");
        server.endpoint(service, "http://y/");
        http.patch("admin", "/v3/endpoints/" + broken, "{'endpoint': {'url': 'http://x/$(foo)s'}}")
                .expect(200);
        assertThat(urls(catalog.forProject("ada", PROJECT))).containsExactly("http://y/");
    }

    @Test
    void whatIsDisabledIsLeftOut() {
        var compute = server.service("compute");
        var endpoint = server.endpoint(compute, "http://x/");
        var image = server.service("image");
        server.endpoint(image, "http://y/");
        http.patch("admin", "/v3/endpoints/" + endpoint, "{'endpoint': {'enabled': false}}");
        http.patch("admin", "/v3/services/" + image, "{'service': {'enabled': false}}");
        var shown = catalog.forProject("ada", PROJECT);
        assertThat(urls(shown)).isEmpty();
        assertThat(shown.valueStream().map(service -> service.path("id").asString()))
                .containsExactly(compute);
    }

    @Test
    void aProjectWithAssociationsSeesThoseOnly() {
        var compute = server.service("compute");
        var image = server.service("image");
        var first = server.endpoint(compute, "http://x/");
        server.endpoint(compute, "http://y/");
        server.endpoint(image, "http://z/");
        server.endpoint(server.service("volume"), "http://v/");
        server.database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(PROJECT_ENDPOINT)
                    .set(PROJECT_ENDPOINT.PROJECT_ID, PROJECT)
                    .set(PROJECT_ENDPOINT.ENDPOINT_ID, first)
                    .execute();
            tx.sql()
                    .insertInto(ENDPOINT_GROUP)
                    .set(ENDPOINT_GROUP.ID, "g")
                    .set(ENDPOINT_GROUP.NAME, "images")
                    .set(ENDPOINT_GROUP.FILTERS, Json.object().put("service_id", image))
                    .execute();
            tx.sql()
                    .insertInto(PROJECT_ENDPOINT_GROUP)
                    .set(PROJECT_ENDPOINT_GROUP.PROJECT_ID, PROJECT)
                    .set(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID, "g")
                    .execute();
            tx.changed(Entity.ENDPOINT_GROUP, "g", Operation.CREATED, null);
            return true;
        });
        var shown = catalog.forProject("ada", PROJECT);
        assertThat(urls(shown)).containsExactlyInAnyOrder("http://x/", "http://z/");
        assertThat(shown.size()).isEqualTo(2);
        assertThat(urls(catalog.forProject("ada", "another"))).hasSize(4);
    }

    @Test
    void withoutAssociationsNothingIsShownWhereTheOperatorWantsThat() {
        server.endpoint(server.service("compute"), "http://x/");
        assertThat(server.catalog(false).forProject("ada", PROJECT).isEmpty()).isTrue();
    }
}
