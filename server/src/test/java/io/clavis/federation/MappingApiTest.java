package io.clavis.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class MappingApiTest {
    private static final String ALL = "/v3/OS-FEDERATION/mappings";
    private static final String ONE = ALL + "/m";
    private static final String RULES = FederationServer.RULES;
    private final FederationServer server;
    private final TestServer http;

    MappingApiTest(TestDatabase engine) {
        server = new FederationServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer.Answer put(String attributes) {
        return server.put(ONE, "{'mapping': {" + attributes + "}}");
    }

    private String refused(String rules) {
        return put("'rules': " + rules).expect(400).string("/error/message");
    }

    @Test
    void aMappingIsShownAsUpstreamShowsIt() {
        var expected = FederationServer.text("{'mapping': {'id': 'm', " + RULES
                + ", 'schema_version': '1.0', 'links': {'self': '" + http.url() + ONE + "'}}}");
        assertThat(FederationServer.text(
                        put(RULES + ", 'foo': 1, 'id': 'other'").expect(201)))
                .isEqualTo(expected);
        assertThat(FederationServer.text(http.get("auditor", ONE).expect(200))).isEqualTo(expected);
        assertThat(http.get("auditor", ALL + "?id=other").strings("/mappings", "id"))
                .containsExactly("m");
        assertThat(put(RULES).expect(409).string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store mapping - Duplicate entry.");
    }

    private String stored() {
        return server.database.read(sql ->
                sql.fetchSingle("SELECT rules FROM mapping WHERE id = 'm'").get(0, String.class));
    }

    @Test
    void rulesAreStoredAsTheJsonOfAWord() {
        put(RULES).expect(201);
        assertThat(stored()).startsWith("\"[{\\\"local\\\":");
        http.patch("admin", ONE, "{'mapping': {" + RULES + "}}").expect(200);
        assertThat(stored()).startsWith("\"[{\\\"");
    }

    @Test
    void rulesThatWereStoredAsPlainJsonAreReadToo() {
        var shown = FederationServer.text(put(RULES).expect(201));
        var rules = "["
                + stored().transform(twice -> twice.substring(2, twice.length() - 2))
                        .replace("\\\"", "\"") + "]";
        server.database.write(
                Origin.SYSTEM, tx -> tx.sql().execute("UPDATE mapping SET rules = ? WHERE id = 'm'", rules));
        assertThat(FederationServer.text(http.get("admin", ONE).expect(200))).isEqualTo(shown);
    }

    @Test
    void aChangeWithoutVersionFallsBackToTheDefaultOne() {
        assertThat(put(RULES + ", 'schema-version': '2.0'").expect(201).string("/mapping/schema_version"))
                .isEqualTo("2.0");
        var changed = http.patch("admin", ONE, "{'mapping': {" + RULES + "}}").expect(200);
        assertThat(changed.string("/mapping/schema_version")).isEqualTo("1.0");
        assertThat(http.get("admin", ONE).text()).isEqualTo(changed.text());
        http.patch("admin", ONE, "{'mapping': {'schema_version': '1.0'}}").expect(400);
    }

    @Test
    void anUnknownMappingIsNotFound() {
        for (var answer : List.of(
                http.get("admin", ONE),
                http.delete("admin", ONE),
                http.patch("admin", ONE, "{'mapping': {" + RULES + "}}"))) {
            assertThat(answer.expect(404).string("/error/message")).isEqualTo("Could not find mapping: m.");
        }
        put(RULES).expect(201);
        http.delete("admin", ONE).expect(204);
        http.get("admin", ONE).expect(404);
    }

    @Test
    void anUnknownVersionIsRefused() {
        for (var version : List.of("'9.0'", "2", "2.0", "[]", "'1'")) {
            put(RULES + ", 'schema_version': " + version).expect(400);
        }
        put(RULES + ", 'schema_version': null").expect(201);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(server.put(ONE, "{}").expect(400).string("/error/message"))
                .isEqualTo("'rules' is a required property\n");
        assertThat(refused("[]")).isEqualTo("[] should be non-empty\n");
        assertThat(refused("[{'local': [{'user': {'nme': 'x'}, 'foo': 2}], 'remote': []}]"))
                .isEqualTo("""
                        Additional properties are not allowed ('foo' was unexpected)
                        Additional properties are not allowed ('nme' was unexpected)
                        [] should be non-empty
                        """);
        assertThat(refused("[{'local': [], 'remote': [{'type': 'x', 'any_one_of': ['a'], 'not_any_of': ['b']}]}]"))
                .isEqualTo("{'type': 'x', 'any_one_of': ['a'], 'not_any_of': ['b']} is not valid under any of the"
                        + " given schemas\n");
        for (var wrong : List.of(
                "{}",
                "null",
                "[1]",
                "[{'local': []}]",
                "[{'local': 1, 'remote': [{'type': 'x'}]}]",
                "[{'local': [{'user': {'type': 'other'}}], 'remote': [{'type': 'x'}]}]",
                "[{'local': [{'group': {'name': 'g'}}], 'remote': [{'type': 'x'}]}]",
                "[{'local': [{'group': {'id': 'g', 'domain': {}}}], 'remote': [{'type': 'x'}]}]",
                "[{'local': [{'projects': [{'name': 'p'}]}], 'remote': [{'type': 'x'}]}]",
                "[{'local': [{'groups': []}], 'remote': [{'type': 'x'}]}]",
                "[{'local': [], 'remote': [{'type': 'x', 'regex': true}]}]",
                "[{'local': [], 'remote': [{'type': 'x', 'whitelist': 'a'}]}]",
                "[{'local': [], 'remote': [{'type': 'x', 'whitelist': [], 'regex': 'a'}]}]",
                "[{'local': [], 'remote': ['x']}]")) {
            refused(wrong);
        }
    }

    @Test
    void eachVersionKnowsMore() {
        var remote = "'remote': [{'type': 'x', 'blacklist': [], 'regex': true}, {'type': 'y'}]";
        var domain = "'rules': [{'local': [{'projects': [{'name': 'p', 'roles': [{'name': 'r'}], 'domain': {'id':"
                + " 'd'}}]}], " + remote + "}]";
        put(domain).expect(400);
        put(domain + ", 'schema_version': '2.0'").expect(201);
        http.delete("admin", ONE).expect(204);
        var json = "'rules': [{'local': [{'projects_json': '{0}'}], " + remote + "}]";
        put(json + ", 'schema_version': '2.0'").expect(400);
        put(json + ", 'schema_version': '3.0'").expect(201);
        http.patch("admin", ONE, "{'mapping': {" + domain + ", 'schema_version': '3.0'}}")
                .expect(200);
        var all = "'rules': [{'local': [{'user': {'id': 'i', 'name': 'n', 'email': 'e', 'type': 'local', 'domain':"
                + " {'name': 'd'}}, 'group': {'id': 'g'}, 'groups': '{0}', 'group_ids': '{0}', 'domain': {'id': 'd'}},"
                + " {'group': {'name': 'g', 'domain': {'id': 'd'}}}], " + remote + "}]";
        http.patch("admin", ONE, "{'mapping': {" + all + "}}").expect(200);
    }

    @Test
    void onlyAdministratorsChangeMappings() {
        put(RULES).expect(201);
        for (var caller : List.of("auditor", "member")) {
            http.send(caller, "PUT", ALL + "/other", "{'mapping': {" + RULES + "}}")
                    .expect(403);
            http.patch(caller, ONE, "{'mapping': {" + RULES + "}}").expect(403);
            http.delete(caller, ONE).expect(403);
        }
        http.get("member", ALL).expect(403);
        http.get("member", ONE).expect(403);
        http.get(null, ONE).expect(401);
    }
}
