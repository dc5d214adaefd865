package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projects and roles that a mapping gives. */
@EveryDatabase
class ProvisioningTest {
    private final FederatedCloud fed;

    ProvisioningTest(TestDatabase engine) {
        fed = new FederatedCloud(engine);
    }

    @AfterEach
    void close() {
        fed.close();
    }

    private void map(String projects, String version) {
        fed.map(
                "[{'remote': [{'type': 'USER'}], 'local': [{'user': {'name': '{0}'}, 'projects': [" + projects
                        + "]}]}]",
                version);
    }

    private String login() {
        return fed.login("staff").expect(201).string("/token/user/id");
    }

    private List<String> rolesOn(String userId, String projectId) {
        return fed.cloud.assignments.effectiveRolesOnProject(userId, projectId).stream()
                .map(role -> role.name())
                .toList();
    }

    @Test
    void projectsAreMadeAndRolesGiven() {
        map("{'name': 'of {0}', 'roles': [{'name': 'member'}]}, {'name': 'red', 'roles': [{'name': 'admin'}]}", "1.0");
        var bob = login();
        var made = fed.cloud.projects.findByName("of bob", fed.cloud.home).orElseThrow();
        assertThat(made.enabled()).isTrue();
        assertThat(rolesOn(bob, made.id())).containsExactly("member");
        assertThat(rolesOn(bob, fed.cloud.red)).containsExactly("admin");
        assertThat(login()).isEqualTo(bob);
        assertThat(fed.cloud.projects.findInDomain(fed.cloud.home)).hasSize(3);
        var token = fed.token("guests");
        assertThat(fed.get(token, "/v3/auth/projects").expect(200).strings("/projects", "id"))
                .containsExactlyInAnyOrder(made.id(), fed.cloud.red);
        fed.exchange("token", token, "'project':{'id':'" + made.id() + "'}").expect(201);
    }

    @Test
    void onlyTheThirdVersionTakesAwayWhatIsNoLongerSaid() {
        map("{'name': 'blue', 'roles': [{'name': 'member'}, {'name': 'admin'}]}", "2.0");
        var bob = login();
        map("{'name': 'red', 'roles': [{'name': 'member'}]}", "2.0");
        login();
        assertThat(rolesOn(bob, fed.cloud.blue)).hasSize(2);
        map("{'name': 'blue', 'roles': [{'name': 'member'}]}", "3.0");
        login();
        assertThat(rolesOn(bob, fed.cloud.blue)).containsExactly("member");
        assertThat(rolesOn(bob, fed.cloud.red)).isEmpty();
    }

    @Test
    void projectsComeAsJsonToo() {
        fed.map(
                "[{'remote': [{'type': 'USER'}, {'type': 'PROJECTS'}], 'local': [{'user': {'name': '{0}'},"
                        + " 'projects_json': '{1}'}]}]",
                "3.0");
        var json = "[{\"name\":\"green\",\"roles\":[{\"name\":\"member\"}],\"domain\":{\"name\":\"home\"}}]";
        fed.login("staff", "X-Assertion-PROJECTS", json).expect(201);
        assertThat(fed.cloud.projects.findByName("green", fed.cloud.home)).isPresent();
        fed.login("staff", "X-Assertion-PROJECTS", "[{\"name\":7}]").expect(401);
        fed.login("staff", "X-Assertion-PROJECTS", "none").expect(401);
    }

    @Test
    void rolesMustBeThere() {
        map("{'name': 'other', 'roles': [{'name': 'wizard'}]}", "1.0");
        assertThat(fed.login("staff").expect(404).string("/error/message")).isEqualTo("wizard");
        var elsewhere = Json.object().put("name", "wizard").put("domain_id", fed.cloud.red);
        fed.roles.create(Origin.SYSTEM, elsewhere);
        assertThat(fed.login("staff").expect(403).string("/error/message"))
                .isEqualTo("You are not authorized to perform the requested action.");
        assertThat(fed.cloud.projects.findByName("other", fed.cloud.home)).isEmpty();
        fed.roles.create(Origin.SYSTEM, Json.object().put("name", "wizard").put("domain_id", fed.cloud.home));
        fed.login("staff").expect(201);
        assertThat(fed.cloud.projects.findByName("other", fed.cloud.home)).isPresent();
    }
}
