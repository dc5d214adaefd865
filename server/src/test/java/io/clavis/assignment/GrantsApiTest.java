package io.clavis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class GrantsApiTest {
    private static final List<String> PLACES = List.of(
            "/v3/projects/top/users/ann/roles",
            "/v3/projects/top/groups/staff/roles",
            "/v3/domains/dom/users/ann/roles",
            "/v3/domains/dom/groups/staff/roles",
            "/v3/system/users/ann/roles",
            "/v3/system/groups/staff/roles");
    private final AssignmentServer server;
    private final TestServer http;

    GrantsApiTest(TestDatabase engine) {
        server = new AssignmentServer(engine);
        http = server.http;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void grantIsGivenCheckedListedAndTaken() {
        for (var place : PLACES) {
            http.get("admin", place + "/reader").expect(404);
            http.put("admin", place + "/reader").expect(204);
            http.put("admin", place + "/reader").expect(204);
            http.get("admin", place + "/reader").expect(204);
            assertThat(http.send("admin", "HEAD", place + "/reader", null).status())
                    .isEqualTo(204);
            var list = http.get("admin", place).expect(200);
            assertThat(list.strings("/roles", "name")).as(place).containsExactly("reader");
            assertThat(list.string("/links/self")).isEqualTo(http.url() + place);
            http.delete("admin", place + "/reader").expect(204);
            http.delete("admin", place + "/reader").expect(404);
            assertThat(http.get("admin", place).expect(200).at("/roles").isEmpty())
                    .isTrue();
        }
    }

    @Test
    void inheritedGrantIsAnotherThanThePlainOne() {
        for (var place : List.of("/domains/dom/users/ann", "/domains/dom/groups/staff", "/projects/top/users/ann")) {
            var one = "/v3/OS-INHERIT" + place + "/roles/member/inherited_to_projects";
            http.put("admin", one).expect(204);
            http.get("admin", one).expect(204);
            http.get("admin", "/v3" + place + "/roles/member").expect(404);
            assertThat(http.get("admin", "/v3" + place + "/roles").at("/roles").isEmpty())
                    .isTrue();
            if (place.startsWith("/domains")) {
                assertThat(http.get("admin", "/v3/OS-INHERIT" + place + "/roles/inherited_to_projects")
                                .strings("/roles", "id"))
                        .containsExactly("member");
            }
            http.delete("admin", one).expect(204);
            http.get("admin", one).expect(404);
        }
        http.get("admin", "/v3/OS-INHERIT/projects/top/users/ann/roles/inherited_to_projects")
                .expect(404);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        expectMissing("/v3/projects/top/users/nosuch/roles/reader", "Could not find user: nosuch.");
        expectMissing("/v3/projects/top/groups/nosuch/roles/reader", "Could not find group: nosuch.");
        expectMissing("/v3/projects/top/users/ann/roles/nosuch", "Could not find role: nosuch.");
        expectMissing("/v3/projects/nosuch/users/ann/roles/reader", "Could not find project: nosuch.");
        expectMissing("/v3/domains/nosuch/users/ann/roles/nosuch", "Could not find domain: nosuch.");
        expectMissing("/v3/domains/top/users/ann/roles/reader", "Could not find domain: top.");
        expectMissing("/v3/system/users/nosuch/roles/reader", "Could not find user: nosuch.");
        expectMissing("/v3/system/groups/staff/roles/nosuch", "Could not find role: nosuch.");
        var place = "/v3/OS-INHERIT/domains/dom/users/ann/roles/";
        expectMissing(place + "nosuch/inherited_to_projects", "Could not find role: nosuch.");
        assertThat(http.get("admin", "/v3/projects/top/users/ann/roles/reader").string("/error/message"))
                .isEqualTo("Could not find role assignment with role: reader, user or group: ann, project, domain, or"
                        + " system: top.");
    }

    private void expectMissing(String path, String message) {
        assertThat(http.put("admin", path).expect(404).string("/error/message")).isEqualTo(message);
    }

    @Test
    void grantToSomebodyWhoIsGoneCanBeTakenAway() {
        server.cloud.orphan(Grant.of(Actor.user("gone"), new Target.OnProject("top"), "reader"));
        server.cloud.orphan(Grant.of(Actor.group("gone"), new Target.OnSystem(), "reader"));
        http.delete("admin", "/v3/projects/top/users/gone/roles/reader").expect(204);
        http.delete("admin", "/v3/system/groups/gone/roles/reader").expect(204);
        assertThat(http.delete("admin", "/v3/projects/top/users/gone/roles/reader")
                        .expect(404)
                        .string("/error/message"))
                .startsWith("Could not find role assignment");
    }

    @Test
    void domainRoleStaysInItsDomain() {
        http.put("admin", "/v3/projects/top/users/ann/roles/operator").expect(204);
        http.put("admin", "/v3/domains/other/users/ann/roles/operator").expect(204);
        assertThat(http.put("admin", "/v3/projects/away/users/ann/roles/operator")
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo("Project away must be in the same domain as the role operator being assigned.");
        assertThat(http.put("admin", "/v3/system/users/ann/roles/operator")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Role operator is a domain-specific role. Unable to use a domain-specific role in a system"
                        + " assignment.");
    }

    @Test
    void managerOfADomainGivesItsLesserRolesThere() {
        http.put("manager", "/v3/projects/top/users/ann/roles/member").expect(204);
        http.put("manager", "/v3/domains/dom/groups/staff/roles/reader").expect(204);
        http.put("manager", "/v3/OS-INHERIT/domains/dom/users/ann/roles/reader/inherited_to_projects")
                .expect(204);
        http.delete("manager", "/v3/projects/top/users/ann/roles/member").expect(204);
        http.put("manager", "/v3/projects/top/users/ann/roles/admin").expect(403);
        http.put("manager", "/v3/projects/away/users/ann/roles/member").expect(403);
        http.put("manager", "/v3/projects/top/users/eve/roles/member").expect(403);
        http.put("manager", "/v3/system/users/ann/roles/member").expect(403);
    }

    @Test
    void readersReadWhereTheyAre() {
        server.cloud.onProject(Actor.user("ann"), "top", "reader");
        server.cloud.onProject(Actor.user("eve"), "away", "reader");
        http.get("domreader", "/v3/projects/top/users/ann/roles").expect(200);
        http.get("domreader", "/v3/projects/top/users/ann/roles/reader").expect(204);
        http.get("domreader", "/v3/projects/away/users/eve/roles").expect(403);
        http.get("auditor", "/v3/projects/away/users/eve/roles/reader").expect(204);
        http.get("auditor", "/v3/system/users/ann/roles").expect(200);
        http.get("nobody", "/v3/projects/top/users/ann/roles").expect(403);
        http.get(null, "/v3/projects/nosuch/users/ann/roles").expect(401);
        http.put("domreader", "/v3/projects/top/users/ann/roles/member").expect(403);
    }

    @Test
    void inheritedFormsAskThePolicyBeforeTheyTell() {
        http.put("nobody", "/v3/OS-INHERIT/domains/nosuch/users/nosuch/roles/nosuch/inherited_to_projects")
                .expect(403);
        http.put("nobody", "/v3/domains/nosuch/users/nosuch/roles/nosuch").expect(404);
    }
}
