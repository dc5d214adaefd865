package io.clavis.endpointpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class PolicyApiTest {
    private final PolicyServer server;
    private final TestServer http;

    PolicyApiTest(TestDatabase engine) {
        server = new PolicyServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPolicyIsCreatedAndShown() {
        var created = http.post(
                        "admin",
                        "/v3/policies",
                        "{'policy': {'type': 'text/plain', 'blob': 'all', 'foo-bar': 1, 'a:b': 2, 'id': 'mine'}}")
                .expect(201);
        var id = created.string("/policy/id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'policy': {'foo_bar': 1, 'a_b': 2, 'id': '" + id
                                + "', 'blob': 'all', 'type': 'text/plain', 'links': {'self': '" + http.url()
                                + "/v3/policies/" + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("auditor", "/v3/policies/" + id).expect(200).text()).isEqualTo(created.text());
        assertThat(http.get("admin", "/v3/policies/none").expect(404).string("/error/message"))
                .isEqualTo("Could not find policy: none.");
    }

    @Test
    void blobAndTypeAreTexts() {
        http.post("admin", "/v3/policies", "{'policy': {'type': 't'}}").expect(400);
        http.post("admin", "/v3/policies", "{'policy': {'blob': 'b'}}").expect(400);
        http.post("admin", "/v3/policies", "{'policy': {'type': 't', 'blob': {'a': 1}}}")
                .expect(400);
        http.post("admin", "/v3/policies", "{}").expect(400);
        http.post("admin", "/v3/policies", "{'policy': {'blob': 'b', 'type': '%s'}}".formatted("t".repeat(256)))
                .expect(400);
    }

    @Test
    void policiesAreListedByType() {
        var first = server.policy("one");
        var second = http.post("admin", "/v3/policies", "{'policy': {'type': 'other', 'blob': 'two'}}")
                .string("/policy/id");
        assertThat(http.get("auditor", "/v3/policies").expect(200).strings("/policies", "id"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(http.get("auditor", "/v3/policies?type=other").strings("/policies", "id"))
                .containsExactly(second);
        var page = http.get("auditor", "/v3/policies?limit=1").expect(200);
        assertThat(page.at("/policies").size()).isEqualTo(1);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        var path = "/v3/policies/" + server.policy("all");
        var changed = http.patch("admin", path, "{'policy': {'type': 'new', 'foo-bar': null}}")
                .expect(200);
        assertThat(changed.string("/policy/blob")).isEqualTo("all");
        assertThat(changed.string("/policy/type")).isEqualTo("new");
        assertThat(changed.at("/policy/foo-bar").isNull()).isTrue();
        assertThat(http.get("admin", path).text()).isEqualTo(changed.text());
        http.patch("admin", path, "{'policy': {}}").expect(400);
        http.patch("admin", path, "{'policy': {'type': null}}").expect(400);
        assertThat(http.patch("admin", path, "{'policy': {'id': 'other'}}")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Cannot change policy ID");
        http.patch("admin", "/v3/policies/none", "{'policy': {'type': 'x'}}").expect(404);
    }

    @Test
    void aDeletedPolicyIsGone() {
        var path = "/v3/policies/" + server.policy("all");
        http.delete("admin", path).expect(204);
        http.get("admin", path).expect(404);
        http.delete("admin", path).expect(404);
    }

    @Test
    void onlyAdministratorsWriteAndOnlyTheSystemReads() {
        http.post("auditor", "/v3/policies", "{'policy': {'type': 't', 'blob': 'b'}}")
                .expect(403);
        http.patch("auditor", "/v3/policies/none", "{'policy': {'type': 't'}}").expect(403);
        http.delete("auditor", "/v3/policies/none").expect(403);
        http.get("member", "/v3/policies").expect(403);
        http.get("member", "/v3/policies/none").expect(403);
        http.get(null, "/v3/policies").expect(401);
    }
}
