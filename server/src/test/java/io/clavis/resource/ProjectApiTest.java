package io.clavis.resource;

import static io.clavis.resource.ResourceServer.DOMAIN;
import static io.clavis.resource.ResourceServer.OF_MEMBER;
import static io.clavis.resource.ResourceServer.OTHER_DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ProjectApiTest {
    private final TestDatabase engine;
    private ResourceServer server;
    private TestServer http;

    ProjectApiTest(TestDatabase engine) {
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
    void aNewProjectIsShownInUpstreamsOrder() {
        var created =
                post("admin", "'name': ' p ', 'foo-x': 'bar', 'options': {'immutable': null}, 'tags': ['b', 'a']");
        var id = created.expect(201).string("/project/id");
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'project': {'foo_x': 'bar', 'id': '" + id + "', 'name': 'p',"
                                + "'domain_id': '" + DOMAIN + "', 'description': '', 'enabled': true, 'parent_id': '"
                                + DOMAIN + "', 'is_domain': false, 'tags': ['b', 'a'], 'options': {}, 'links': {'self':"
                                + "'" + http.url() + "/v3/projects/" + id + "'}}}")
                        .replace('\'', '"'));
    }

    @Test
    void theDomainComesFromTheBodyThenFromADomainScopedTokenThenFromTheDefault() {
        assertThat(post("admin", "'name': 'a', 'domain_id': '" + OTHER_DOMAIN + "'")
                        .expect(201)
                        .string("/project/domain_id"))
                .isEqualTo(OTHER_DOMAIN);
        assertThat(post("admin", "'name': 'b', 'domain_id': null").expect(201).string("/project/parent_id"))
                .isEqualTo(DOMAIN);
        assertThat(post("manager", "'name': 'c', 'domain_id': '" + DOMAIN + "'")
                        .expect(201)
                        .string("/project/domain_id"))
                .isEqualTo(DOMAIN);
        post("manager", "'name': 'd'").expect(403);
        post("manager", "'name': 'd', 'domain_id': '" + OTHER_DOMAIN + "'").expect(403);
        post("reader", "'name': 'd', 'domain_id': '" + DOMAIN + "'").expect(403);
    }

    @Test
    void aProjectMayActAsADomain() {
        var created = post("admin", "'name': 'acting', 'is_domain': true").expect(201);
        assertThat(created.at("/project/domain_id").isNull()).isTrue();
        assertThat(created.at("/project/parent_id").isNull()).isTrue();
        var id = created.string("/project/id");
        http.get("admin", "/v3/domains/" + id).expect(200);
        http.delete("admin", "/v3/projects/" + id).expect(403);
        patch(id, "'enabled': false").expect(200);
        http.delete("admin", "/v3/projects/" + id).expect(204);
        http.get("admin", "/v3/domains/" + id).expect(404);
    }

    @Test
    void badBodiesAreRefused() {
        http.post("admin", "/v3/projects", "{}").expect(400);
        post("admin", "'name': ''").expect(400);
        post("admin", "'name': 'x', 'tags': ['a', 'a']").expect(400);
        post("admin", "'name': 'x', 'tags': ['a,b']").expect(400);
        post("admin", "'name': 'x', 'enabled': 'maybe'").expect(400);
        assertThat(post("admin", "'name': 'x', 'parent_id': 'nope'").expect(400).string("/error/message"))
                .isEqualTo("Could not find project: nope.");
        post("admin", "'name': 'x', 'parent-id': 'nope'").expect(201);
        assertThat(post("admin", "'name': 'y', 'enabled': 'False'")
                        .expect(201)
                        .at("/project/enabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aChangeShowsUnknownAttributesTwice() {
        var changed = patch(OF_MEMBER, "'description': null, 'new': 'x'").expect(200);
        assertThat(changed.string("/project/new")).isEqualTo("x");
        assertThat(changed.string("/project/extra/new")).isEqualTo("x");
        var shown = http.get("admin", "/v3/projects/" + OF_MEMBER).expect(200);
        assertThat(shown.at("/project").has("extra")).isFalse();
        assertThat(shown.at("/project/description").isNull()).isTrue();
        patch(OF_MEMBER, "'id': 'x'").expect(400);
        for (var wrong : List.of("[]", "{}", "['x']", "7")) {
            patch(OF_MEMBER, "'domain_id': " + wrong).expect(400);
            patch(OF_MEMBER, "'parent_id': " + wrong).expect(403);
            patch(OF_MEMBER, "'is_domain': " + wrong).expect(400);
        }
        patch(OF_MEMBER, "").expect(200);
        patch("nope", "'name': 'x'").expect(404);
    }

    @Test
    void parentsAndSubtreeAreShownOnRequest() {
        child(OF_MEMBER, "22222222222222222222222222222222");
        child("22222222222222222222222222222222", "33333333333333333333333333333333");
        var path = "/v3/projects/";
        var middle = http.get("admin", path + "2".repeat(32) + "?parents_as_ids&subtree_as_ids")
                .expect(200);
        assertThat(middle.at("/project/parents/" + OF_MEMBER + "/" + DOMAIN).isNull())
                .isTrue();
        assertThat(middle.at("/project/subtree").toString()).isEqualTo("{\"" + "3".repeat(32) + "\":null}");
        var lists = http.get("admin", path + "2".repeat(32) + "?parents_as_list&subtree_as_list=1")
                .expect(200);
        assertThat(lists.at("/project/parents/0/project/id").asString()).isEqualTo(OF_MEMBER);
        assertThat(lists.at("/project/parents").size()).isEqualTo(1);
        assertThat(lists.at("/project/subtree").isEmpty()).isTrue();
        var plain = http.get("admin", path + DOMAIN + "?parents_as_ids=0").expect(200);
        assertThat(plain.at("/project").has("parents")).isFalse();
        assertThat(http.get("admin", path + DOMAIN + "?parents_as_ids&parents_as_list")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Cannot use parents_as_list and parents_as_ids query params at the same time.");
    }

    @Test
    void whoMaySeeAProjectIsUpToThePolicy() {
        var other = post("admin", "'name': 'o', 'domain_id': '" + OTHER_DOMAIN + "'")
                .string("/project/id");
        http.get("member", "/v3/projects/" + OF_MEMBER).expect(200);
        http.get("member", "/v3/projects/" + other).expect(403);
        http.get("member", "/v3/projects/nope").expect(403);
        http.get("reader", "/v3/projects/" + OF_MEMBER).expect(200);
        http.get("reader", "/v3/projects/" + other).expect(403);
        http.get("auditor", "/v3/projects/" + other).expect(200);
        http.delete("manager", "/v3/projects/" + other).expect(403);
        http.delete("manager", "/v3/projects/" + OF_MEMBER).expect(204);
    }

    @Test
    void listsHideDomainsUnlessAskedForThem() {
        var other = post("admin", "'name': 'o', 'domain_id': '" + OTHER_DOMAIN + "'")
                .string("/project/id");
        assertThat(list("admin", "")).containsExactlyInAnyOrder(OF_MEMBER, other);
        assertThat(list("admin", "?is_domain=true")).containsExactly(DOMAIN, OTHER_DOMAIN);
        assertThat(list("admin", "?domain_id=" + OTHER_DOMAIN)).containsExactly(other);
        assertThat(list("admin", "?parent_id=" + DOMAIN)).containsExactly(OF_MEMBER);
        assertThat(list("reader", "")).containsExactly(OF_MEMBER);
        assertThat(list("reader", "?domain_id=" + OTHER_DOMAIN)).isEmpty();
        http.get("member", "/v3/projects").expect(403);
        http.get("admin", "/v3/projects?parent_id=zz").expect(400);
        http.get("admin", "/v3/projects?enabled=maybe").expect(400);
    }

    @Test
    void listsAreFilteredByNameEnabledAndTags() {
        var one = post("admin", "'name': 'One', 'tags': ['x', 'y'], 'enabled': false")
                .string("/project/id");
        var two = post("admin", "'name': 'two', 'tags': ['x']").string("/project/id");
        assertThat(list("admin", "?name__icontains=ON")).containsExactly(one);
        assertThat(list("admin", "?name__contains=ON")).isEmpty();
        assertThat(list("admin", "?enabled=0")).containsExactly(one);
        assertThat(list("admin", "?tags=x,y")).containsExactly(one);
        assertThat(list("admin", "?tags-any=y,z")).containsExactly(one);
        assertThat(list("admin", "?not-tags=x,y")).containsExactlyInAnyOrder(two, OF_MEMBER);
        assertThat(list("admin", "?not-tags-any=x")).containsExactly(OF_MEMBER);
        assertThat(list("admin", "?tags=x&not-tags=y")).containsExactly(two);
    }

    @Test
    void pagesAreCutAfterFiltering() {
        for (int i = 0; i < 3; i++) {
            post("admin", "'name': 'p" + i + "', 'tags': ['x']").expect(201);
        }
        var page = http.get("admin", "/v3/projects?tags=x&limit=2").expect(200);
        assertThat(page.at("/projects").size()).isEqualTo(2);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        var next = page.string("/links/next").substring(http.url().length());
        var last = http.get("admin", next).expect(200);
        assertThat(last.at("/projects").size()).isEqualTo(1);
        assertThat(last.at("/links/next").isNull()).isTrue();
        assertThat(last.json().has("truncated")).isFalse();
    }

    @Test
    void tagsAreListedReplacedAddedCheckedAndDeleted() {
        var tags = "/v3/projects/" + OF_MEMBER + "/tags";
        var added = http.put("admin", tags + "/a%20b").expect(201);
        assertThat(added.header("Location")).contains(http.url() + "/v3/" + OF_MEMBER + "/tags/a%20b");
        assertThat(added.text()).isEmpty();
        assertThat(added.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(http.get("member", tags + "?x=1").string("/links/self")).isEqualTo(http.url() + "/v3?x=1");
        http.get("member", tags + "/a%20b").expect(204);
        http.get("member", tags + "/zz").expect(404);
        http.put("admin", tags + "/a%20b").expect(400);
        http.put("admin", tags + "/a,b").expect(400);
        var replaced = http.send("admin", "PUT", tags, "{'tags': ['x', ' y ']}").expect(200);
        assertThat(replaced.at("/tags").valueStream().map(n -> n.asString()).toList())
                .containsExactly("x", "y");
        http.send("admin", "PUT", tags, "{'tags': ['x', 'x']}").expect(400);
        http.send("admin", "PUT", tags, "{}").expect(400);
        http.send("reader", "PUT", tags, "{'tags': []}").expect(403);
        http.delete("admin", tags + "/x").expect(204);
        http.delete("admin", tags + "/x").expect(404);
        assertThat(http.get("reader", tags).expect(200).at("/tags").toString()).isEqualTo("[\"y\"]");
        http.delete("admin", tags).expect(204);
        assertThat(http.get("admin", tags).at("/tags").isEmpty()).isTrue();
        http.get("admin", "/v3/projects/nope/tags").expect(404);
    }

    private void child(String parent, String id) {
        var template = Project.inDomain(id, id, DOMAIN);
        server.projects.create(
                Origin.SYSTEM,
                new Project(
                        id, id, DOMAIN, parent, false, true, "", List.of(), ResourceOptions.NONE, template.extra()));
    }

    private TestServer.Answer post(String token, String members) {
        return http.post(token, "/v3/projects", "{'project': {" + members + "}}");
    }

    private TestServer.Answer patch(String id, String members) {
        return http.patch("admin", "/v3/projects/" + id, "{'project': {" + members + "}}");
    }

    private List<String> list(String token, String query) {
        return http.get(token, "/v3/projects" + query).expect(200).strings("/projects", "id");
    }
}
