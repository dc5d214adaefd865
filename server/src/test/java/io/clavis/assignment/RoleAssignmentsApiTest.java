package io.clavis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class RoleAssignmentsApiTest {
    private static final Actor ANN = Actor.user("ann");
    private static final Actor STAFF = Actor.group("staff");
    private final AssignmentServer server;
    private final Deployment cloud;
    private final TestServer http;

    RoleAssignmentsApiTest(TestDatabase engine) {
        server = new AssignmentServer(engine);
        cloud = server.cloud;
        http = server.http;
    }

    @BeforeEach
    void grant() {
        cloud.onProject(ANN, "mid", "reader");
        cloud.belowProject(ANN, "top", "member");
        cloud.onDomain(STAFF, "dom", "operator");
        cloud.belowDomain(STAFF, "dom", "reader");
        cloud.onSystem(ANN, "reader");
        cloud.onProject(Actor.user("eve"), "away", "reader");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Each line of a list as the address of its grant, what it is about and what it came through. */
    private List<String> lines(String query) {
        return lines("admin", query);
    }

    private List<String> lines(String caller, String query) {
        var answer = http.get(caller, "/v3/role_assignments" + query).expect(200);
        return answer.at("/role_assignments")
                .valueStream()
                .map(line -> line.at("/links/assignment").asString().replace(http.url() + "/v3/", "")
                        + (line.at("/scope/project").isMissingNode()
                                ? ""
                                : " @" + line.at("/scope/project/id").asString())
                        + " "
                        + line.at("/user/id").asString(line.at("/group/id").asString("")) + "="
                        + line.at("/role/id").asString())
                .sorted()
                .toList();
    }

    @Test
    void grantsAreListedAsTheyStand() {
        assertThat(lines(""))
                .containsExactly(
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects staff=reader",
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @top ann=member",
                        "domains/dom/groups/staff/roles/operator staff=operator",
                        "projects/away/users/eve/roles/reader @away eve=reader",
                        "projects/mid/users/ann/roles/reader @mid ann=reader",
                        "system/users/ann/roles/reader ann=reader");
    }

    @Test
    void everyFilterNarrowsTheList() {
        assertThat(lines("?user.id=ann&role.id=reader")).hasSize(2);
        assertThat(lines("?group.id=staff")).hasSize(2);
        assertThat(lines("?scope.project.id=top")).hasSize(1);
        assertThat(lines("?scope.domain.id=dom")).hasSize(2);
        assertThat(lines("?scope.system=all")).containsExactly("system/users/ann/roles/reader ann=reader");
        assertThat(lines("?scope.system=else")).hasSize(6);
        assertThat(lines("?scope.domain.id=dom&scope.OS-INHERIT:inherited_to=projects"))
                .hasSize(1);
        assertThat(lines("?scope.domain.id=dom&scope.OS-INHERIT:inherited_to=else"))
                .hasSize(1);
        assertThat(lines("?scope.project.id=top&include_subtree")).hasSize(2);
        assertThat(lines("?scope.project.id=top&include_subtree=0")).hasSize(1);
        assertThat(lines("?role.id=nosuch")).isEmpty();
        assertThat(lines("?user.id=")).hasSize(6);
    }

    @Test
    void effectiveListExpandsGroupsInheritanceAndImplications() {
        assertThat(lines("?effective&user.id=bob"))
                .containsExactly(
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects @leaf bob=reader",
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects @mid bob=reader",
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects @side bob=reader",
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects @top bob=reader",
                        "domains/dom/groups/staff/roles/member bob=reader",
                        "domains/dom/groups/staff/roles/operator bob=member");
        assertThat(lines("?effective&scope.project.id=leaf"))
                .containsExactly(
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects @leaf bob=reader",
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @leaf ann=member",
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @leaf ann=reader");
        assertThat(lines("?effective&scope.project.id=top&include_subtree&user.id=ann&role.id=member"))
                .containsExactly(
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @leaf ann=member",
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @mid ann=member");
        assertThat(lines("?effective&scope.domain.id=dom")).hasSize(2);
        assertThat(lines("?effective&user.id=ann&scope.OS-INHERIT:inherited_to=else"))
                .containsExactly("projects/mid/users/ann/roles/reader @mid ann=reader");
        assertThat(lines("?effective").size()).isEqualTo(4 + 2 + 4 + 1 + 1);
    }

    @Test
    void lineTellsWhereItComesFrom() {
        var line = http.get("admin", "/v3/role_assignments?effective&scope.domain.id=dom&role.id=reader")
                .expect(200)
                .at("/role_assignments/0");
        var base = http.url() + "/v3";
        assertThat(line.toString())
                .isEqualTo("{\"links\":{\"membership\":\"" + base + "/groups/staff/users/bob\",\"assignment\":\"" + base
                        + "/domains/dom/groups/staff/roles/member\",\"prior_role\":\"" + base
                        + "/prior_role/reader/implies/member\"},\"scope\":{\"domain\":{\"id\":\"dom\"}},"
                        + "\"user\":{\"id\":\"bob\"},\"role\":{\"id\":\"reader\"}}");
    }

    @Test
    void namesAreIncludedOnDemand() {
        var list = http.get("admin", "/v3/role_assignments?include_names&scope.domain.id=dom&role.id=operator")
                .expect(200);
        assertThat(list.at("/role_assignments/0/scope").toString())
                .isEqualTo("{\"domain\":{\"id\":\"dom\",\"name\":\"dom\"}}");
        assertThat(list.at("/role_assignments/0/group").toString())
                .isEqualTo("{\"id\":\"staff\",\"name\":\"staff\",\"domain\":{\"id\":\"dom\",\"name\":\"dom\"}}");
        assertThat(list.at("/role_assignments/0/role").toString())
                .isEqualTo("{\"id\":\"operator\",\"name\":\"operator\",\"domain\":{\"id\":\"dom\",\"name\":\"dom\"}}");
        var inherited = http.get("admin", "/v3/role_assignments?include_names&scope.project.id=top")
                .expect(200);
        assertThat(inherited.at("/role_assignments/0/scope").toString())
                .isEqualTo(
                        "{\"project\":{\"id\":\"top\",\"name\":\"top\",\"domain\":{\"id\":\"dom\",\"name\":\"dom\"}},"
                                + "\"OS-INHERIT:inherited_to\":\"projects\"}");
        assertThat(inherited.at("/role_assignments/0/role").toString())
                .isEqualTo("{\"id\":\"member\",\"name\":\"member\"}");
        var system = http.get("admin", "/v3/role_assignments?include_names&scope.system=all")
                .expect(200);
        assertThat(system.at("/role_assignments/0/scope").toString()).isEqualTo("{\"system\":{\"all\":true}}");
    }

    @Test
    void whoIsGoneHasAnEmptyName() {
        cloud.orphan(Grant.of(Actor.user("gone"), new Target.OnProject("side"), "reader"));
        assertThat(http.get("admin", "/v3/role_assignments?include_names&user.id=gone")
                        .expect(200)
                        .at("/role_assignments/0/user")
                        .toString())
                .isEqualTo("{\"id\":\"gone\",\"name\":\"\",\"domain\":{\"id\":\"\",\"name\":\"\"}}");
    }

    @Test
    void contradictionsAreRefused() {
        refused("?scope.domain.id=dom&scope.project.id=top", "Specify a domain or project, not both");
        refused("?scope.domain.id=dom&scope.system=all", "Specify system or domain, not both");
        refused("?scope.project.id=top&scope.system=all", "Specify system or project, not both");
        refused("?user.id=ann&group.id=staff", "Specify a user or group, not both");
        refused(
                "?effective&group.id=staff",
                "Combining effective and group filter will always result in an empty list.");
        refused(
                "?effective&scope.domain.id=dom&scope.OS-INHERIT:inherited_to=projects",
                "Combining effective, domain and inherited filters will always result in an empty list.");
        http.get("admin", "/v3/role_assignments?include_subtree").expect(400);
        http.get("admin", "/v3/role_assignments?group.id=a_b").expect(400);
        http.get("admin", "/v3/role_assignments?role.id=").expect(400);
    }

    private void refused(String query, String message) {
        assertThat(http.get("admin", "/v3/role_assignments" + query).expect(400).string("/error/message"))
                .isEqualTo(message);
    }

    @Test
    void unknownUserOrProjectIsMissedInEffectiveListsOnly() {
        assertThat(lines("?user.id=nosuch")).isEmpty();
        assertThat(lines("?scope.project.id=nosuch")).isEmpty();
        assertThat(lines("?effective&scope.domain.id=nosuch")).isEmpty();
        http.get("admin", "/v3/role_assignments?effective&user.id=nosuch").expect(404);
        http.get("admin", "/v3/role_assignments?effective&scope.project.id=nosuch")
                .expect(404);
        http.get("admin", "/v3/role_assignments?include_subtree&scope.project.id=nosuch")
                .expect(404);
    }

    @Test
    void callerOfADomainSeesTheDomainOnly() {
        assertThat(lines("domreader", ""))
                .containsExactly(
                        "OS-INHERIT/domains/dom/groups/staff/roles/reader/inherited_to_projects staff=reader",
                        "OS-INHERIT/projects/top/users/ann/roles/member/inherited_to_projects @top ann=member",
                        "domains/dom/groups/staff/roles/operator staff=operator",
                        "projects/mid/users/ann/roles/reader @mid ann=reader");
        assertThat(lines("domreader", "?include_subtree&scope.project.id=top")).hasSize(2);
        http.get("domreader", "/v3/role_assignments?include_subtree&scope.project.id=away")
                .expect(403);
        assertThat(lines("auditor", "")).hasSize(6);
        http.get("nobody", "/v3/role_assignments").expect(403);
        http.get(null, "/v3/role_assignments").expect(401);
    }
}
