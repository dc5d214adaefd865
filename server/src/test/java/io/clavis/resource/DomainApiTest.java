package io.clavis.resource;

import static io.clavis.resource.ResourceServer.DOMAIN;
import static io.clavis.resource.ResourceServer.OF_MEMBER;
import static io.clavis.resource.ResourceServer.OTHER_DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class DomainApiTest {
    private final TestDatabase engine;
    private ResourceServer server;
    private TestServer http;

    DomainApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        server = new ResourceServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewDomainIsShownInUpstreamsOrder() {
        var created = http.post("admin", "/v3/domains", "{'domain': {'name': 'new', 'foo': 'bar'}}")
                .expect(201);
        var id = created.string("/domain/id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'domain': {'foo': 'bar', 'id': '" + id + "', 'name': 'new',"
                                + "'description': '', 'enabled': true, 'tags': [], 'options': {}, 'links': {'self': '"
                                + http.url() + "/v3/domains/" + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("admin", "/v3/domains/" + id).expect(200).text()).isEqualTo(created.text());
    }

    @Test
    void anExplicitIdIsTakenWhereItIsAUuid() {
        var id = "0123456789abcdef0123456789abcdef";
        var body = "{'domain': {'name': 'x', 'explicit_domain_id': '%s'}}";
        var created = http.post("admin", "/v3/domains", body.formatted(id)).expect(201);
        assertThat(created.string("/domain/id")).isEqualTo(id);
        assertThat(created.at("/domain").has("explicit_domain_id")).isFalse();
        assertThat(http.post("admin", "/v3/domains", body.formatted("xyz"))
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Domain ID does not conform to required UUID format.");
        http.post("admin", "/v3/domains", body.formatted(id)).expect(409);
    }

    @Test
    void theBodyIsCheckedAgainstItsSchema() {
        http.post("admin", "/v3/domains", "{}").expect(400);
        http.post("admin", "/v3/domains", "{'domain': {}}").expect(400);
        http.post("admin", "/v3/domains", "{'domain': {'name': ' '}}").expect(400);
        http.post("admin", "/v3/domains", "{'domain': {'name': 'x', 'enabled': null}}")
                .expect(400);
        http.post("admin", "/v3/domains", "{'domain': {'name': 'x', 'options': {'a': 1}}}")
                .expect(400);
        http.patch("admin", "/v3/domains/" + DOMAIN, "{'domain': {}}").expect(400);
    }

    @Test
    void aChangeOfADomainSaysNothingOfItsPlace() {
        var changed = http.patch(
                        "admin",
                        "/v3/domains/" + DOMAIN,
                        "{'domain': {'id': 'x', 'description': 'text', 'parent_id': 'x', 'is_domain': false}}")
                .expect(200);
        assertThat(changed.string("/domain/id")).isEqualTo(DOMAIN);
        assertThat(changed.string("/domain/description")).isEqualTo("text");
        assertThat(changed.at("/domain").has("extra")).isFalse();
        assertThat(http.get("admin", "/v3/projects/" + DOMAIN).string("/project/description"))
                .isEqualTo("text");
        var told = http.patch("admin", "/v3/domains/" + DOMAIN, "{'domain': {'explicit_domain_id': 'x'}}")
                .expect(200);
        assertThat(told.string("/domain/explicit_domain_id")).isEqualTo("x");
        http.patch("admin", "/v3/domains/" + DOMAIN, "{'domain': {'id': '" + "x".repeat(65) + "'}}")
                .expect(400);
        http.patch("admin", "/v3/domains/" + OF_MEMBER, "{'domain': {'description': 'x'}}")
                .expect(404);
    }

    @Test
    void listsHoldDomainsOnlyAndTheOwnOneForADomainsReader() {
        assertThat(http.get("admin", "/v3/domains").expect(200).strings("/domains", "id"))
                .containsExactly(DOMAIN, OTHER_DOMAIN);
        assertThat(http.get("auditor", "/v3/domains?name=Other").strings("/domains", "id"))
                .containsExactly(OTHER_DOMAIN);
        assertThat(http.get("reader", "/v3/domains").strings("/domains", "id")).containsExactly(DOMAIN);
        http.get("member", "/v3/domains").expect(403);
        http.get(null, "/v3/domains").expect(401);
    }

    @Test
    void pagesAreLinked() {
        var page = http.get("admin", "/v3/domains?limit=1").expect(200);
        assertThat(page.strings("/domains", "id")).containsExactly(DOMAIN);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        assertThat(page.string("/links/next")).isEqualTo(http.url() + "/v3/domains?limit=1&marker=" + DOMAIN);
        assertThat(http.get("admin", "/v3/domains?limit=1&marker=" + DOMAIN).strings("/domains", "id"))
                .containsExactly(OTHER_DOMAIN);
        assertThat(http.get("admin", "/v3/domains?marker=nope").expect(404).string("/error/message"))
                .isEqualTo("Marker nope could not be found.");
    }

    @Test
    void whoMaySeeADomainIsUpToThePolicy() {
        http.get("reader", "/v3/domains/" + OTHER_DOMAIN).expect(403);
        http.get("reader", "/v3/domains/nope").expect(403);
        http.patch("reader", "/v3/domains/nope", "{'domain':{'name':'x'}}").expect(404);
        http.delete("reader", "/v3/domains/nope").expect(404);
        http.get("auditor", "/v3/domains/" + OTHER_DOMAIN).expect(200);
        http.get("admin", "/v3/domains/nope").expect(404);
        http.patch("manager", "/v3/domains/" + DOMAIN, "{'domain': {'name': 'x'}}")
                .expect(403);
        http.delete("auditor", "/v3/domains/" + DOMAIN).expect(403);
    }

    @Test
    void aDisabledDomainIsDeletedWithItsProjects() {
        http.delete("admin", "/v3/domains/" + DOMAIN).expect(403);
        http.patch("admin", "/v3/domains/" + DOMAIN, "{'domain': {'enabled': false}}")
                .expect(200);
        http.delete("admin", "/v3/domains/" + DOMAIN).expect(204);
        http.get("admin", "/v3/projects/" + OF_MEMBER).expect(404);
        http.delete("admin", "/v3/domains/" + DOMAIN).expect(404);
    }

    @Test
    void headAnswersLikeGet() {
        assertThat(http.send("admin", "HEAD", "/v3/domains/" + DOMAIN, null).status())
                .isEqualTo(200);
    }
}
