package io.clavis.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class IdentityProviderApiTest {
    private static final String ALL = "/v3/OS-FEDERATION/identity_providers";
    private static final String ONE = ALL + "/acme";
    private final FederationServer server;
    private final TestServer http;

    IdentityProviderApiTest(TestDatabase engine) {
        server = new FederationServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String refused(TestServer.Answer answer, int status) {
        return answer.expect(status).string("/error/message");
    }

    @Test
    void aProviderIsShownAsUpstreamShowsIt() {
        var created = server.put(
                        ONE,
                        "{'identity_provider': {'domain_id': 'home', 'enabled': true, 'description': 'd',"
                                + " 'remote_ids': ['r2', 'r1'], 'authorization_ttl': 5}}")
                .expect(201);
        var self = "'self': '" + http.url() + ONE + "'";
        var shown = "'id': 'acme', 'domain_id': 'home', 'enabled': true, 'description': 'd', 'remote_ids':";
        assertThat(FederationServer.text(created))
                .isEqualTo(FederationServer.text("{'identity_provider': {" + shown
                        + " ['r2', 'r1'], 'authorization_ttl': 5, 'links': {" + self + "}}}"));
        assertThat(FederationServer.text(http.get("auditor", ONE).expect(200)))
                .isEqualTo(FederationServer.text("{'identity_provider': {" + shown
                        + " ['r1', 'r2'], 'authorization_ttl': 5, 'links': {" + self + "}}}"));
        assertThat(FederationServer.text(http.get("auditor", ALL).expect(200)))
                .contains(FederationServer.text("{" + shown + " ['r1', 'r2'], 'authorization_ttl': 5, 'links': {" + self
                        + ", 'protocols': '" + http.url() + ONE + "/protocols'}}"));
    }

    @Test
    void whoNamesNoDomainGetsOneOfItsOwn() {
        var created = server.put(ONE, "{}").expect(201);
        assertThat(created.at("/identity_provider/enabled").asBoolean()).isFalse();
        assertThat(created.at("/identity_provider/authorization_ttl").isNull()).isTrue();
        var id = created.string("/identity_provider/domain_id");
        assertThat(id).matches("[0-9a-f]{32}");
        var domain = server.projects.findDomain(id).orElseThrow();
        assertThat(domain.name()).isEqualTo(id);
        assertThat(domain.enabled()).isTrue();
        assertThat(domain.description()).isEqualTo("Auto generated federated domain for Identity Provider: acme");
    }

    @Test
    void aRefusedProviderLeavesNoDomain() {
        server.put(ONE, "{'identity_provider': {'remote_ids': ['r1']}}").expect(201);
        var before = server.database.read(sql -> sql.fetchCount(io.clavis.db.Tables.PROJECT));
        assertThat(refused(server.put(ONE, "{}"), 409))
                .isEqualTo("Conflict occurred attempting to store identity_provider - Duplicate entry: acme.");
        assertThat(refused(server.put(ALL + "/other", "{'identity_provider': {'remote_ids': ['r0', 'r1']}}"), 409))
                .isEqualTo("Conflict occurred attempting to store identity_provider - Duplicate remote ID: r1.");
        var after = server.database.read(sql -> sql.fetchCount(io.clavis.db.Tables.PROJECT));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void badRequestsAreRefused() {
        assertThat(refused(server.put(ONE, "{'identity_provider': {'domain_id': 'nope'}}"), 404))
                .isEqualTo("Could not find domain: nope.");
        for (var wrong : List.of(
                "'foo': 1",
                "'enabled': null",
                "'enabled': 'perhaps'",
                "'authorization_ttl': -1",
                "'authorization_ttl': 99999999999",
                "'remote_ids': ['a', 'a']",
                "'remote_ids': [1]",
                "'remote_ids': ['" + "x".repeat(65) + "']",
                "'domain_id': ''")) {
            server.put(ONE, "{'identity_provider': {" + wrong + "}}").expect(400);
        }
        assertThat(refused(server.put(ALL + "/" + "x".repeat(65), "{}"), 400))
                .contains("exceeds the limit of column id");
        http.get("admin", ALL + "?enabled=perhaps").expect(400);
    }

    @Test
    void aProviderIsChangedButForItsDomain() {
        server.put(ONE, "{'identity_provider': {'remote_ids': ['r1', 'r2'], 'description': 'd'}}")
                .expect(201);
        server.put(ALL + "/other", "{'identity_provider': {'remote_ids': ['r3']}}")
                .expect(201);
        var changed = http.patch("admin", ONE, "{'identity_provider': {'remote_ids': ['r2', 'r0'], 'enabled': 'True'}}")
                .expect(200);
        assertThat(changed.at("/identity_provider/remote_ids").toString()).isEqualTo("[\"r2\",\"r0\"]");
        assertThat(changed.at("/identity_provider/enabled").asBoolean()).isTrue();
        assertThat(changed.string("/identity_provider/description")).isEqualTo("d");
        assertThat(refused(http.patch("admin", ONE, "{'identity_provider': {'remote_ids': ['r3']}}"), 409))
                .endsWith("Duplicate remote ID: r3.");
        for (var wrong : List.of("{}", "{'identity_provider': {}}", "{'identity_provider': {'domain_id': 'home'}}")) {
            http.patch("admin", ONE, wrong).expect(400);
        }
        http.patch("admin", ONE, "{'identity_provider': {'remote_ids': null, 'description': null}}")
                .expect(200);
        assertThat(http.get("admin", ONE).at("/identity_provider/remote_ids").isEmpty())
                .isTrue();
        // What is free again may be another's.
        http.patch("admin", ALL + "/other", "{'identity_provider': {'remote_ids': ['r0']}}")
                .expect(200);
    }

    @Test
    void aListIsFiltered() {
        server.put(ONE, "{'identity_provider': {'enabled': true}}").expect(201);
        server.put(ALL + "/other", "{}").expect(201);
        assertThat(ids("")).containsExactly("acme", "other");
        assertThat(ids("?id=other")).containsExactly("other");
        assertThat(ids("?id__contains=cm")).containsExactly("acme");
        assertThat(ids("?enabled=true")).containsExactly("acme");
        assertThat(ids("?enabled=0")).containsExactly("other");
        var page = http.get("admin", ALL + "?limit=1").expect(200);
        assertThat(page.strings("/identity_providers", "id")).containsExactly("acme");
        assertThat(page.string("/links/next")).endsWith(ALL + "?limit=1&marker=acme");
        assertThat(ids("?limit=1&marker=acme")).containsExactly("other");
    }

    private List<String> ids(String query) {
        return http.get("admin", ALL + query).expect(200).strings("/identity_providers", "id");
    }

    @Test
    void aDeletedProviderTakesItsProtocolsAndRemoteIds() {
        server.put(ONE, "{'identity_provider': {'remote_ids': ['r1']}}").expect(201);
        server.put("/v3/OS-FEDERATION/mappings/m", "{'mapping': {" + FederationServer.RULES + "}}")
                .expect(201);
        server.put(ONE + "/protocols/saml2", "{'protocol': {'mapping_id': 'm'}}")
                .expect(201);
        http.delete("admin", ONE).expect(204);
        assertThat(refused(http.get("admin", ONE), 404)).isEqualTo("Could not find Identity Provider: acme.");
        assertThat(refused(http.delete("admin", ONE), 404)).isEqualTo("Could not find Identity Provider: acme.");
        http.patch("admin", ONE, "{'identity_provider': {'enabled': true}}").expect(404);
        server.put(ONE, "{'identity_provider': {'remote_ids': ['r1']}}").expect(201);
        assertThat(http.get("admin", ONE + "/protocols").at("/protocols").isEmpty())
                .isTrue();
    }

    @Test
    void aProviderIsFoundByItsRemoteId() {
        server.put(ONE, "{'identity_provider': {'remote_ids': ['https://acme.example/idp']}}")
                .expect(201);
        var providers = new IdentityProviders(server.database, server.projects, io.clavis.db.ListLimits.DEFAULT);
        assertThat(providers
                        .findByRemoteId("https://acme.example/idp")
                        .orElseThrow()
                        .id())
                .isEqualTo("acme");
        assertThat(providers.findByRemoteId("acme")).isEmpty();
    }

    @Test
    void onlyAdministratorsChangeProviders() {
        server.put(ONE, "{}").expect(201);
        for (var caller : List.of("auditor", "member")) {
            http.send(caller, "PUT", ALL + "/other", "{}").expect(403);
            http.patch(caller, ONE, "{'identity_provider': {'enabled': true}}").expect(403);
            http.delete(caller, ONE).expect(403);
        }
        http.get("member", ALL).expect(403);
        http.get("member", ONE).expect(403);
        http.get(null, ALL).expect(401);
    }
}
