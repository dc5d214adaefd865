package io.clavis.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ProtocolApiTest {
    private static final String ALL = "/v3/OS-FEDERATION/identity_providers/acme/protocols";
    private static final String ONE = ALL + "/saml2";
    private static final String MAPPING = "/v3/OS-FEDERATION/mappings/";
    private final FederationServer server;
    private final TestServer http;

    ProtocolApiTest(TestDatabase engine) {
        server = new FederationServer(engine);
        http = server.http;
    }

    @BeforeEach
    void layDown() {
        server.put("/v3/OS-FEDERATION/identity_providers/acme", "{}").expect(201);
        for (var mapping : List.of("m", "n")) {
            server.put(MAPPING + mapping, "{'mapping': {" + FederationServer.RULES + "}}")
                    .expect(201);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String message(TestServer.Answer answer, int status) {
        return answer.expect(status).string("/error/message");
    }

    @Test
    void aProtocolIsShownAsUpstreamShowsIt() {
        var links = "'links': {'self': '" + http.url() + "/v3/protocols/saml2', 'identity_provider': '" + http.url()
                + "/v3/acme'}";
        var shown = FederationServer.text("{'protocol': {'id': 'saml2', 'mapping_id': 'm', " + links + "}}");
        var created = server.put(ONE, "{'protocol': {'mapping_id': 'm', 'remote_id_attribute': 'X'}}");
        assertThat(FederationServer.text(created.expect(201))).isEqualTo(shown);
        assertThat(FederationServer.text(http.get("auditor", ONE).expect(200))).isEqualTo(shown);
        assertThat(FederationServer.text(http.get("auditor", ALL).expect(200)))
                .contains(FederationServer.text("{'id': 'saml2', 'idp_id': 'acme', 'mapping_id': 'm',"
                        + " 'remote_id_attribute': 'X', " + links + "}"));
        assertThat(http.get("admin", "/v3/OS-FEDERATION/identity_providers/nope/protocols")
                        .expect(200)
                        .at("/protocols")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatAProtocolNeedsMustExist() {
        assertThat(message(server.put(ONE, "{'protocol': {'mapping_id': 'x'}}"), 400))
                .isEqualTo("Invalid mapping id: x");
        assertThat(message(
                        server.put(
                                "/v3/OS-FEDERATION/identity_providers/nope/protocols/saml2",
                                "{'protocol': {'mapping_id': 'm'}}"),
                        404))
                .isEqualTo("Could not find Identity Provider: nope.");
        server.put(ONE, "{'protocol': {'mapping_id': 'm', 'remote_id_attribute': null}}")
                .expect(201);
        assertThat(message(server.put(ONE, "{'protocol': {'mapping_id': 'm'}}"), 409))
                .isEqualTo("Conflict occurred attempting to store federation_protocol - Duplicate entry found with ID"
                        + " saml2.");
        for (var wrong : List.of("{}", "{'protocol': {}}", "{'protocol': {'mapping_id': 'm', 'foo': 1}}")) {
            server.put(ALL + "/other", wrong).expect(400);
            http.patch("admin", ONE, wrong).expect(400);
        }
    }

    @Test
    void aProtocolIsChanged() {
        server.put(ONE, "{'protocol': {'mapping_id': 'm', 'remote_id_attribute': 'X'}}")
                .expect(201);
        http.patch("admin", ONE, "{'protocol': {'mapping_id': 'n'}}").expect(200);
        var protocols = new Protocols(server.database);
        assertThat(protocols.require("acme", "saml2")).isEqualTo(new Protocol("saml2", "acme", "n", "X"));
        assertThat(message(http.patch("admin", ONE, "{'protocol': {'mapping_id': 'x'}}"), 400))
                .isEqualTo("Invalid mapping id: x");
        http.patch("admin", ONE, "{'protocol': {'remote_id_attribute': 'Y'}}").expect(400);
        http.patch("admin", ONE, "{'protocol': {'mapping_id': 'n', 'remote_id_attribute': null}}")
                .expect(400);
    }

    @Test
    void theMappingOfAProtocolIsFoundAsLongAsItIsThere() {
        server.put(ONE, "{'protocol': {'mapping_id': 'm'}}").expect(201);
        var mappings = new Mappings(server.database);
        assertThat(mappings.ofProtocol("acme", "saml2").orElseThrow().id()).isEqualTo("m");
        assertThat(mappings.ofProtocol("acme", "oidc")).isEmpty();
        http.delete("admin", MAPPING + "m").expect(204);
        assertThat(mappings.ofProtocol("acme", "saml2")).isEmpty();
        http.get("admin", ONE).expect(200);
    }

    @Test
    void anUnknownProtocolIsNotFound() {
        for (var answer : List.of(
                http.get("admin", ONE),
                http.delete("admin", ONE),
                http.patch("admin", ONE, "{'protocol': {'mapping_id': 'm'}}"))) {
            assertThat(message(answer, 404))
                    .isEqualTo("Could not find federated protocol saml2 for Identity Provider: acme.");
        }
        server.put(ONE, "{'protocol': {'mapping_id': 'm'}}").expect(201);
        http.delete("admin", ONE).expect(204);
        http.get("admin", ONE).expect(404);
    }

    @Test
    void onlyAdministratorsChangeProtocols() {
        server.put(ONE, "{'protocol': {'mapping_id': 'm'}}").expect(201);
        for (var caller : List.of("auditor", "member")) {
            http.send(caller, "PUT", ALL + "/other", "{'protocol': {'mapping_id': 'm'}}")
                    .expect(403);
            http.patch(caller, ONE, "{'protocol': {'mapping_id': 'm'}}").expect(403);
            http.delete(caller, ONE).expect(403);
        }
        http.get("member", ALL).expect(403);
        http.get("member", ONE).expect(403);
        http.get(null, ONE).expect(401);
    }
}
