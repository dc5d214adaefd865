package io.clavis.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ServiceProviderApiTest {
    private static final String ALL = "/v3/OS-FEDERATION/service_providers";
    private static final String ONE = ALL + "/peer";
    private static final String URLS = "'auth_url': 'http://peer/auth', 'sp_url': 'http://peer/sp'";
    private final FederationServer server;
    private final TestServer http;

    ServiceProviderApiTest(TestDatabase engine) {
        server = new FederationServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer.Answer put(String attributes) {
        return server.put(ONE, "{'service_provider': {" + attributes + "}}");
    }

    @Test
    void aProviderIsShownAsUpstreamShowsIt() {
        var shown = FederationServer.text("{'auth_url': 'http://peer/auth', 'id': 'peer', 'enabled': false,"
                + " 'description': null, 'relay_state_prefix': 'ss:mem:', 'sp_url': 'http://peer/sp', 'links':"
                + " {'self': '" + http.url() + ONE + "'}}");
        var wrapped = "{\"service_provider\":" + shown + "}";
        assertThat(FederationServer.text(put(URLS).expect(201))).isEqualTo(wrapped);
        assertThat(FederationServer.text(http.get("auditor", ONE).expect(200))).isEqualTo(wrapped);
        assertThat(FederationServer.text(http.get("auditor", ALL).expect(200))).contains("[" + shown + "]");
        assertThat(put(URLS).expect(409).string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store service_provider - Duplicate entry found with ID"
                        + " peer.");
    }

    @Test
    void badRequestsAreRefused() {
        for (var wrong : List.of(
                "'auth_url': 'http://peer/auth'",
                "'auth_url': 'nope', 'sp_url': 'http://peer/sp'",
                URLS + ", 'foo': 1",
                URLS + ", 'enabled': null",
                URLS + ", 'relay_state_prefix': null",
                URLS + ", 'relay_state_prefix': '" + "x".repeat(257) + "'",
                "'auth_url': 'http://peer/" + "x".repeat(225) + "', 'sp_url': 'http://peer/sp'")) {
            put(wrong).expect(400);
        }
        server.put(ALL + "/" + "x".repeat(65), "{'service_provider': {" + URLS + "}}")
                .expect(400);
        put(URLS).expect(201);
        http.patch("admin", ONE, "{'service_provider': {}}").expect(400);
        http.patch("admin", ONE, "{'service_provider': {'relay_state_prefix': null}}")
                .expect(400);
    }

    @Test
    void aProviderIsChangedListedAndDeleted() {
        put(URLS + ", 'relay_state_prefix': 'abc'").expect(201);
        server.put(ALL + "/second", "{'service_provider': {" + URLS + ", 'enabled': true}}")
                .expect(201);
        var changed = http.patch("admin", ONE, "{'service_provider': {'description': 'y', 'sp_url': 'http://x/'}}")
                .expect(200);
        assertThat(changed.string("/service_provider/description")).isEqualTo("y");
        assertThat(changed.string("/service_provider/sp_url")).isEqualTo("http://x/");
        assertThat(changed.string("/service_provider/relay_state_prefix")).isEqualTo("abc");
        assertThat(http.get("admin", ALL + "?enabled=true").strings("/service_providers", "id"))
                .containsExactly("second");
        assertThat(http.get("admin", ALL + "?id=peer").strings("/service_providers", "id"))
                .containsExactly("peer");
        http.delete("admin", ONE).expect(204);
        for (var answer : List.of(
                http.get("admin", ONE),
                http.delete("admin", ONE),
                http.patch("admin", ONE, "{'service_provider': {'enabled': true}}"))) {
            assertThat(answer.expect(404).string("/error/message")).isEqualTo("Could not find Service Provider: peer.");
        }
    }

    @Test
    void onlyAdministratorsChangeProviders() {
        put(URLS).expect(201);
        for (var caller : List.of("auditor", "member")) {
            http.send(caller, "PUT", ALL + "/other", "{'service_provider': {" + URLS + "}}")
                    .expect(403);
            http.patch(caller, ONE, "{'service_provider': {'enabled': true}}").expect(403);
            http.delete(caller, ONE).expect(403);
        }
        http.get("member", ALL).expect(403);
        http.get("member", ONE).expect(403);
        http.get(null, ONE).expect(401);
    }
}
