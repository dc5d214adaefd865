package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole service over HTTP, as an operator bootstraps it. */
@EveryDatabase
class KeystoneTest {
    private static final String BLUE = "{'project':{'name':'blue','domain':{'id':'default'}}}";

    private final Cloud cloud;
    private final TestClient http;
    private final String admin;

    KeystoneTest(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String user(String name) {
        return cloud.create("/v3/users", "user", "'name':'" + name + "','password':'secret'");
    }

    private String project(String name) {
        return cloud.create("/v3/projects", "project", "'name':'" + name + "'");
    }

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private void grant(String target, String actor, String role) {
        http.put(admin, "/v3/" + target + "/" + actor + "/roles/" + role).expect(204);
    }

    /** A user with role member on project blue. */
    private String member(String name, String project) {
        var user = user(name);
        grant("projects/" + project, "users/" + user, role("member"));
        return user;
    }

    private void ec2Key(String token, String user, String project) {
        http.post(token, "/v3/users/" + user + "/credentials/OS-EC2", "{'tenant_id':'" + project + "'}")
                .expect(201);
    }

    private Answer validate(String token) {
        return http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token);
    }

    @Test
    void theFirstAdministratorAuthenticatesForEveryScope() {
        var domains = http.get(admin, "/v3/domains?name=Default").string("/domains/0/id");
        grant("domains/" + domains, "users/" + adminId(), role("admin"));

        var unscoped = cloud.authenticate("admin", Cloud.PASSWORD, null).expect(201);
        assertThat(unscoped.at("/token/roles").isMissingNode()).isTrue();
        var project = cloud.authenticate(
                        "admin", Cloud.PASSWORD, "{'project':{'name':'admin','domain':{'name':'Default'}}}")
                .expect(201);
        assertThat(project.string("/token/project/name")).isEqualTo("admin");
        assertThat(project.strings("/token/roles", "name"))
                .containsExactlyInAnyOrder("admin", "manager", "member", "reader");
        assertThat(project.string("/token/catalog/0/endpoints/0/url")).isEqualTo("http://keystone.example:5000/v3");
        var domain = cloud.authenticate("admin", Cloud.PASSWORD, "{'domain':{'id':'default'}}")
                .expect(201);
        assertThat(domain.string("/token/domain/name")).isEqualTo("Default");
        var system = cloud.authenticate("admin", Cloud.PASSWORD, "{'system':{'all':true}}")
                .expect(201);
        assertThat(system.at("/token/system/all").asBoolean()).isTrue();

        cloud.authenticate("admin", "wrong", null).expect(401);
        cloud.authenticate("nobody", Cloud.PASSWORD, null).expect(401);
        cloud.authenticate("admin", Cloud.PASSWORD, "{'project':{'id':'nowhere'}}")
                .expect(401);
    }

    private String adminId() {
        return http.get(admin, "/v3/users?name=admin").string("/users/0/id");
    }

    @Test
    void aTokenIsValidatedCheckedAndRevoked() {
        member("ada", project("blue"));
        var token = cloud.token("ada", "secret", BLUE);
        var other = cloud.token("ada", "secret", BLUE);
        assertThat(validate(token).expect(200).string("/token/user/name")).isEqualTo("ada");
        var head = http.send(admin, "HEAD", "/v3/auth/tokens", null, "X-Subject-Token", token);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        http.get(token, "/v3/auth/projects").expect(200);

        http.send(admin, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(204);

        validate(token).expect(404);
        http.get(token, "/v3/auth/projects").expect(401);
        validate(other).expect(200);
    }

    @Test
    void allTokensOfAUserEndAtTheUsersOrAnAdministratorsWord() {
        var user = member("ada", project("blue"));
        var stranger = member("bob", project("green"));
        var path = "/v3/users/" + user + "/tokens";
        var token = cloud.token("ada", "secret", BLUE);
        var unscoped = cloud.token("ada", "secret", null);
        http.delete(null, path).expect(401);
        http.delete(token, "/v3/users/" + stranger + "/tokens").expect(403);
        http.delete(token, "/v3/users/nobody/tokens").expect(403);
        http.delete(admin, "/v3/users/nobody/tokens").expect(404);
        validate(token).expect(200);

        http.delete(unscoped, path).expect(204);

        validate(token).expect(404);
        http.get(unscoped, "/v3/auth/projects").expect(401);
        http.delete(admin, path).expect(204);
        http.delete(admin, "/v3/users/" + stranger + "/tokens").expect(204);
    }

    @Test
    void everyKindOfThingIsCreatedShownListedChangedAndDeleted() {
        var service = cloud.create("/v3/services", "service", "'type':'compute','name':'nova'");
        manage("region", "'description':'north'", "description");
        manage("service", "'type':'image','name':'glance'", "name");
        manage(
                "endpoint",
                "'interface':'public','url':'http://x','service_id':'" + service + "','region_id':'RegionOne'",
                "description");
        manage("project", "'name':'red'", "name");
        manage("user", "'name':'ada','password':'secret','email':'ada@example.org'", "email");
        manage("group", "'name':'staff'", "description");
        manage("role", "'name':'auditor'", "description");
        var domain = manage("domain", "'name':'elsewhere'", "description", false);
        http.delete(admin, "/v3/domains/" + domain).expect(403);
        http.patch(admin, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        http.delete(admin, "/v3/domains/" + domain).expect(204);
    }

    private void manage(String kind, String attributes, String changed) {
        manage(kind, attributes, changed, true);
    }

    private String manage(String kind, String attributes, String changed, boolean delete) {
        var path = "/v3/" + kind + "s";
        var id = cloud.create(path, kind, attributes);
        var one = path + "/" + id;
        assertThat(http.get(admin, one).expect(200).string("/" + kind + "/id")).isEqualTo(id);
        assertThat(http.get(admin, path).expect(200).strings("/" + kind + "s", "id"))
                .contains(id);
        http.patch(admin, one, "{'" + kind + "':{'" + changed + "':'changed'}}").expect(200);
        assertThat(http.get(admin, one).string("/" + kind + "/" + changed)).isEqualTo("changed");
        if (delete) {
            http.delete(admin, one).expect(204);
            http.get(admin, one).expect(404);
        }
        return id;
    }

    @Test
    void aDeletedUserLeavesNothingBehind() {
        var project = project("blue");
        var user = member("ada", project);
        var group = cloud.create("/v3/groups", "group", "'name':'staff'");
        http.put(admin, "/v3/groups/" + group + "/users/" + user).expect(204);
        grant("system", "users/" + user, role("reader"));
        var token = cloud.token("ada", "secret", BLUE);
        ec2Key(token, user, project);
        validate(token).expect(200);
        assertThat(cloud.traces(user))
                .contains("credential.user_id", "user.id", "assignment.actor_id", "system_assignment.actor_id");

        http.delete(admin, "/v3/users/" + user).expect(204);

        assertThat(cloud.traces(user)).isEmpty();
        validate(token).expect(404);
        http.get(token, "/v3/auth/projects").expect(401);
    }

    @Test
    void aDeletedGroupLeavesNothingBehindAndItsRolesEndAtOnce() {
        var project = project("blue");
        var user = user("ada");
        var group = cloud.create("/v3/groups", "group", "'name':'staff'");
        http.put(admin, "/v3/groups/" + group + "/users/" + user).expect(204);
        grant("projects/" + project, "groups/" + group, role("member"));
        var token = cloud.token("ada", "secret", BLUE);
        validate(token).expect(200);

        http.delete(admin, "/v3/groups/" + group).expect(204);

        assertThat(cloud.traces(group)).isEmpty();
        assertThat(cloud.traces(user)).isNotEmpty();
        validate(token).expect(404);
        cloud.authenticate("ada", "secret", BLUE).expect(401);
    }

    @Test
    void aDeletedProjectLeavesNothingBehind() {
        var project = project("blue");
        var user = member("ada", project);
        http.patch(admin, "/v3/users/" + user, "{'user':{'default_project_id':'" + project + "'}}")
                .expect(200);
        http.put(admin, "/v3/projects/" + project + "/tags/warm").expect(201);
        var token = cloud.token("ada", "secret", BLUE);
        ec2Key(token, user, project);
        validate(token).expect(200);

        http.delete(admin, "/v3/projects/" + project).expect(204);

        assertThat(cloud.traces(project)).isEmpty();
        validate(token).expect(404);
        http.get(token, "/v3/auth/projects").expect(401);
        var unscoped = cloud.authenticate("ada", "secret", null).expect(201);
        assertThat(unscoped.at("/token/project").isMissingNode()).isTrue();
    }

    @Test
    void aDeletedRoleLeavesNothingBehindAndItsTokensEnd() {
        var project = project("blue");
        var user = user("ada");
        var role = cloud.create("/v3/roles", "role", "'name':'auditor'");
        http.put(admin, "/v3/roles/" + role + "/implies/" + role("reader")).expect(201);
        grant("projects/" + project, "users/" + user, role);
        var token = cloud.token("ada", "secret", BLUE);
        validate(token).expect(200);

        http.delete(admin, "/v3/roles/" + role).expect(204);

        assertThat(cloud.traces(role)).isEmpty();
        validate(token).expect(404);
    }

    @Test
    void aDeletedDomainTakesAllThatIsInIt() {
        var domain = cloud.create("/v3/domains", "domain", "'name':'elsewhere'");
        var within = ",'domain_id':'" + domain + "'";
        var project = cloud.create("/v3/projects", "project", "'name':'blue'" + within);
        var child = cloud.create("/v3/projects", "project", "'name':'pale','parent_id':'" + project + "'" + within);
        var user = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'" + within);
        var group = cloud.create("/v3/groups", "group", "'name':'staff'" + within);
        http.put(admin, "/v3/groups/" + group + "/users/" + user).expect(204);
        grant("projects/" + child, "users/" + user, role("member"));
        grant("domains/" + domain, "groups/" + group, role("member"));
        var token = cloud.authenticateById(user, "secret", "{'project':{'id':'" + child + "'}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        ec2Key(token, user, child);
        validate(token).expect(200);

        http.send(
                        admin,
                        "PUT",
                        "/v3/domains/" + domain + "/config",
                        "{'config':{'ldap':{'url':'ldap://x','password':'secret'}}}")
                .expect(201);
        assertThat(cloud.traces(domain)).contains("whitelisted_config.domain_id", "sensitive_config.domain_id");
        http.patch(admin, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        validate(token).expect(404);
        http.delete(admin, "/v3/domains/" + domain).expect(204);

        for (var gone : List.of(domain, project, child, user, group)) {
            assertThat(cloud.traces(gone)).isEmpty();
        }
        http.get(token, "/v3/auth/projects").expect(401);
    }

    @Test
    void whatIsDisabledIsRefusedAtOnceThoughItWasCached() {
        var domain = cloud.create("/v3/domains", "domain", "'name':'elsewhere'");
        var within = ",'domain_id':'" + domain + "'";
        var project = cloud.create("/v3/projects", "project", "'name':'blue'" + within);
        var user = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'" + within);
        grant("projects/" + project, "users/" + user, role("member"));
        // The user last: what ends all tokens of a user ends those of the same second too.
        for (var disabled :
                List.of(Map.entry("project", project), Map.entry("domain", domain), Map.entry("user", user))) {
            var path = "/v3/" + disabled.getKey() + "s/" + disabled.getValue();
            var scope = "{'project':{'id':'" + project + "'}}";
            var token = cloud.authenticateById(user, "secret", scope)
                    .expect(201)
                    .header("X-Subject-Token")
                    .orElseThrow();
            validate(token).expect(200);
            http.get(token, "/v3/auth/projects").expect(200);

            http.patch(admin, path, "{'" + disabled.getKey() + "':{'enabled':false}}")
                    .expect(200);

            validate(token).expect(404);
            http.get(token, "/v3/auth/projects").expect(401);
            cloud.authenticateById(user, "secret", scope).expect(401);
            http.patch(admin, path, "{'" + disabled.getKey() + "':{'enabled':true}}")
                    .expect(200);
        }
    }

    @Test
    void aGrantAndItsEndShowAtOnce() {
        var project = project("blue");
        var user = member("ada", project);
        var token = cloud.token("ada", "secret", BLUE);
        assertThat(validate(token).strings("/token/roles", "name")).containsExactlyInAnyOrder("member", "reader");

        grant("projects/" + project, "users/" + user, role("manager"));
        assertThat(validate(token).strings("/token/roles", "name"))
                .containsExactlyInAnyOrder("manager", "member", "reader");

        for (var name : List.of("manager", "member")) {
            http.delete(admin, "/v3/projects/" + project + "/users/" + user + "/roles/" + role(name))
                    .expect(204);
        }
        validate(token).expect(404);
    }

    @Test
    void aChangedPasswordEndsTheTokensMadeWithTheOldOne() {
        var user = member("ada", project("blue"));
        var token = cloud.token("ada", "secret", BLUE);
        http.post(
                        token,
                        "/v3/users/" + user + "/password",
                        "{'user':{'original_password':'secret','password':'another'}}")
                .expect(204);
        validate(token).expect(404);
        cloud.authenticate("ada", "secret", null).expect(401);
        cloud.authenticate("ada", "another", null).expect(201);
    }

    /** MySQL's utf8mb3 columns cannot store it. */
    @Test
    void aCharacterBeyondTheBasicPlaneIsNoDefect() {
        for (var kind : List.of("user", "project", "domain", "group", "role", "service", "region")) {
            for (var body :
                    List.of("'name':'\uD83D\uDE00','type':'x'", "'name':'x','type':'x','description':'\uD83D\uDE00'")) {
                var answer = http.post(admin, "/v3/" + kind + "s", "{'" + kind + "':{" + body + "}}");
                assertThat(answer.status()).as(kind + body + answer.text()).isLessThan(500);
            }
        }
        assertThat(http.get(admin, "/v3/users?name=%F0%9F%98%80").status()).isIn(200, 400);
    }

    /** PostgreSQL cannot store it, and refuses to be asked for it. */
    @Test
    void aNulCharacterIsBadInputAndNoDefect() {
        for (var path :
                List.of("users", "projects", "domains", "groups", "roles", "services", "regions", "endpoints")) {
            for (var query : List.of("/%00", "?name=%00", "?name=a%00b&domain_id=%00&type=%00&parent_region_id=%00")) {
                var answer = http.get(admin, "/v3/" + path + query);
                assertThat(answer.status()).as(path + query + answer.text()).isLessThan(500);
            }
        }
        for (var kind : List.of("user", "project", "domain", "group", "role", "service", "region")) {
            for (var body : List.of("'name':'a\\u0000b','type':'x'", "'name':'x','type':'x','extra':'a\\u0000b'")) {
                var answer = http.post(admin, "/v3/" + kind + "s", "{'" + kind + "':{" + body + "}}");
                assertThat(answer.status()).as(kind + body + answer.text()).isLessThan(500);
            }
        }
        assertThat(List.of(
                        cloud.authenticate("a\\u0000b", "x", null).status(),
                        cloud.authenticate("admin", "a\\u0000b", null).status(),
                        cloud.authenticate("admin", Cloud.PASSWORD, "{'project':{'id':'a\\u0000b'}}")
                                .status()))
                .allMatch(status -> status == 400 || status == 401);
    }

    @Test
    void aSecondNodeSeesWhatTheFirstDid() {
        var second = cloud.node();
        var user = member("ada", project("blue"));
        var revoked = cloud.token("ada", "secret", BLUE);
        var disabled = cloud.token("ada", "secret", BLUE);
        for (var token : List.of(revoked, disabled)) {
            second.get(token, "/v3/auth/projects").expect(200);
        }

        http.send(admin, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", revoked)
                .expect(204);
        await(() -> second.get(revoked, "/v3/auth/projects").status() == 401);
        second.get(disabled, "/v3/auth/projects").expect(200);

        http.patch(admin, "/v3/users/" + user, "{'user':{'enabled':false}}").expect(200);
        await(() -> second.get(disabled, "/v3/auth/projects").status() == 401);
    }

    private static void await(BooleanSupplier condition) {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("it did not happen");
    }
}
