package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Upstream's advisories that no other test shows, each by its number; {@code docs/advisories.md} lists them all. */
@EveryDatabase
class AdvisoriesTest {
    private static final String DEFAULT = "'domain':{'id':'default'}";
    private final TestDatabase database;
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String blue;
    private final String red;
    private final String ada;
    private final String bob;

    AdvisoriesTest(TestDatabase database) {
        this.database = database;
        cloud = Cloud.start(database, Map.of("security_compliance.lockout_failure_attempts", "3"));
        http = cloud.client();
        admin = cloud.admin();
        blue = cloud.create("/v3/projects", "project", "'name':'blue'");
        red = cloud.create("/v3/projects", "project", "'name':'red'");
        ada = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'");
        bob = cloud.create("/v3/users", "user", "'name':'bob','password':'other'");
        grant(ada, blue);
        grant(bob, blue);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void grant(String user, String project) {
        http.put(admin, "/v3/projects/" + project + "/users/" + user + "/roles/" + role("member"))
                .expect(204);
    }

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private String ada() {
        return cloud.token("ada", "secret", on(blue));
    }

    private static String on(String project) {
        return "{'project':{'id':'" + project + "'}}";
    }

    private Answer authenticate(String identity) {
        return http.post(null, "/v3/auth/tokens", "{'auth':{'identity':{" + identity + "}}}");
    }

    private static String password(String name, String password) {
        return "'password':{'user':{'name':'" + name + "'," + DEFAULT + ",'password':'" + password + "'}}";
    }

    private Answer applicationCredential(String content) {
        return authenticate("'methods':['application_credential'],'application_credential':{" + content + "}");
    }

    private Answer makeApplicationCredential(String more) {
        return http.post(
                        ada(),
                        "/v3/users/" + ada + "/application_credentials",
                        "{'application_credential':{'name':'one'," + more + "}}")
                .expect(201);
    }

    @Test
    void cve20121572ALongPasswordIsAWrongOne() {
        cloud.authenticate("ada", "s".repeat(100_000), null).expect(401);
        cloud.authenticate("ada", "secret", null).expect(201);
    }

    @Test
    void cve20123542ADefaultProjectIsNoMembership() {
        http.patch(ada(), "/v3/users/" + ada, "{'user':{'default_project_id':'" + red + "'}}")
                .expect(403);
        http.patch(admin, "/v3/users/" + ada, "{'user':{'default_project_id':'" + red + "'}}")
                .expect(200);
        cloud.authenticate("ada", "secret", on(red)).expect(401);
        assertThat(http.get(admin, "/v3/role_assignments?user.id=" + ada + "&scope.project.id=" + red)
                        .expect(200)
                        .at("/role_assignments"))
                .isEmpty();
    }

    @Test
    void cve20131664XmlIsNotRead() {
        var bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><auth>&c;</auth>";
        for (var type : new String[] {"application/xml", "application/json"}) {
            assertThat(http.send(null, "POST", "/v3/auth/tokens", bomb, "Content-Type", type)
                            .status())
                    .isIn(400, 415);
        }
    }

    @Test
    void cve20132014LongTokensAreNoTokens() {
        for (var length : new int[] {300, 5_000, 15_000}) {
            http.get("gAAAA" + "A".repeat(length), "/v3/users").expect(401);
            http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", "x".repeat(length))
                    .expect(404);
        }
    }

    @Test
    void cve20134477TakingARoleThatIsNotThereGivesNone() {
        var grant = "/v3/projects/" + red + "/users/" + ada + "/roles/" + role("admin");
        http.delete(admin, grant).expect(404);
        http.send(admin, "HEAD", grant, null).expect(404);
        cloud.authenticate("ada", "secret", on(red)).expect(401);
    }

    @Test
    void cve20140204RolesOfAGroupAreNotThoseOfAUserWithItsId() {
        var group = cloud.create("/v3/groups", "group", "'name':'admins'");
        try (var direct = cloud.database()) {
            direct.write(
                    Origin.SYSTEM,
                    tx -> tx.sql()
                            .update(Tables.GROUP)
                            .set(Tables.GROUP.ID, ada)
                            .where(Tables.GROUP.ID.eq(group))
                            .execute());
        }
        http.put(admin, "/v3/projects/" + red + "/groups/" + ada + "/roles/" + role("admin"))
                .expect(204);
        cloud.authenticate("ada", "secret", on(red)).expect(401);
        cloud.authenticate("ada", "secret", on(blue)).expect(201);
    }

    /** Each attempt counts against the lock, so that a method tried again and again would lock it in one request. */
    @Test
    void cve20142828AMethodThatIsNamedOftenIsTriedOnce() {
        var often = "'methods':['password'" + ",'password'".repeat(999) + "],";
        authenticate(often + password("ada", "wrong")).expect(401);
        var issued = authenticate(often + password("ada", "secret")).expect(201);
        assertThat(issued.at("/token/methods").toString()).isEqualTo("[\"password\"]");
    }

    @Test
    void cve20143621NoOptionIsShownInACatalog() {
        var service = cloud.create("/v3/services", "service", "'type':'leak'");
        for (var name : new String[] {"admin_token", "connection", "password"}) {
            http.post(
                            admin,
                            "/v3/endpoints",
                            "{'endpoint':{'service_id':'" + service + "','interface':'public','url':'http://x/$(" + name
                                    + ")s'}}")
                    .expect(400);
        }
    }

    @Test
    void cve201914687AListShowsOnesOwnCredentialsThoughScopesAreNotEnforced() {
        try (var lenient = Cloud.start(database, Map.of("oslo_policy.enforce_scope", "false"))) {
            var project = lenient.create("/v3/projects", "project", "'name':'blue'");
            var eve = lenient.create("/v3/users", "user", "'name':'eve','password':'secret'");
            var member = lenient.client()
                    .get(lenient.admin(), "/v3/roles?name=member")
                    .string("/roles/0/id");
            lenient.client()
                    .put(lenient.admin(), "/v3/projects/" + project + "/users/" + eve + "/roles/" + member)
                    .expect(204);
            var admins = lenient.client()
                    .get(lenient.admin(), "/v3/users?name=admin")
                    .string("/users/0/id");
            var secret = lenient.create(
                    "/v3/credentials",
                    "credential",
                    "'type':'totp','blob':'GEZDGNBVGY3TQOJQ','user_id':'" + admins + "'");
            var hers = lenient.token("eve", "secret", on(project));
            assertThat(lenient.client().get(hers, "/v3/credentials").expect(200).at("/credentials"))
                    .isEmpty();
            lenient.client().get(hers, "/v3/credentials/" + secret).expect(403);
            lenient.client().get(hers, "/v3/credentials?user_id=" + admins).expect(200);
            assertThat(lenient.client()
                            .get(hers, "/v3/credentials?user_id=" + admins)
                            .at("/credentials"))
                    .isEmpty();
        }
    }

    @Test
    void cve202138155ALockedAccountIsAnsweredAsAnUnknownOne() {
        Answer locked = null;
        for (int i = 0; i < 5; i++) {
            locked = cloud.authenticate("ada", "wrong", null).expect(401);
        }
        var unknown = cloud.authenticate("nobody", "wrong", null).expect(401);
        assertThat(locked.text()).isEqualTo(unknown.text()).doesNotContain(ada);
        assertThat(cloud.authenticateById(ada, "wrong", null).expect(401).text())
                .isEqualTo(unknown.text());
        assertThat(cloud.authenticate("ada", "secret", null).expect(401).text()).isEqualTo(unknown.text());
    }

    @Test
    void cve20213563NoPartOfASecretIsLeftOut() {
        var path = "/v3/users/" + ada + "/application_credentials";
        for (var tooLong : new String[] {"s".repeat(73), "é".repeat(37)}) {
            http.post(ada(), path, "{'application_credential':{'name':'long','secret':'" + tooLong + "'}}")
                    .expect(400);
        }
        var whole = makeApplicationCredential("'secret':'" + "s".repeat(72) + "'");
        applicationCredential(
                        "'id':'" + whole.string("/application_credential/id") + "','secret':'" + "s".repeat(71) + "t'")
                .expect(401);
        assertThat(http.post(ada(), path, "{'application_credential':{'name':'made'}}")
                        .expect(201)
                        .string("/application_credential/secret"))
                .hasSize(72);
    }

    @Test
    void cve202642998AnApplicationCredentialSpeaksForItsOwnerOnly() {
        var made = makeApplicationCredential("'secret':'chosen'");
        var id = made.string("/application_credential/id");
        for (var user : new String[] {"'id':'" + bob + "'", "'name':'bob'," + DEFAULT}) {
            var answer = applicationCredential("'id':'" + id + "','secret':'chosen','user':{" + user + "}");
            assertThat(answer.status()).isIn(201, 401);
            assertThat(answer.status() == 401 || answer.string("/token/user/id").equals(ada))
                    .isTrue();
            applicationCredential("'name':'one','secret':'chosen','user':{" + user + "}")
                    .expect(401);
        }
    }

    @Test
    void cve202642999NothingInABodyOrAQueryIsATargetOfThePolicy() {
        var secret = cloud.create(
                "/v3/credentials", "credential", "'type':'totp','blob':'GEZDGNBVGY3TQOJQ','user_id':'" + bob + "'");
        var forged = "{'user_id':'" + ada + "','credential':{'user_id':'" + ada + "'},'user':{'id':'" + ada
                + "'},'target':{'user':{'id':'" + ada + "'},'credential':{'user_id':'" + ada
                + "'}},'target.credential.user_id':'" + ada + "','target.user.id':'" + ada + "'}";
        var query = "?user_id=" + ada + "&target.user.id=" + ada + "&target.credential.user_id=" + ada;
        for (var path :
                new String[] {"/v3/credentials/" + secret, "/v3/users/" + bob, "/v3/users/" + bob + "/projects"}) {
            http.get(ada(), path + query).expect(403);
            http.send(ada(), "GET", path + query, forged).expect(403);
        }
        http.send(
                        ada(),
                        "PATCH",
                        "/v3/credentials/" + secret + query,
                        "{'user_id':'" + ada + "','credential':{'blob':'x'}}")
                .expect(403);
        http.send(ada(), "DELETE", "/v3/credentials/" + secret + query, forged).expect(403);
        http.post(
                        ada(),
                        "/v3/credentials" + query,
                        "{'user_id':'" + ada + "','credential':{'type':'cert','blob':'x','user_id':'" + bob + "'}}")
                .expect(403);
    }

    @Test
    void cve202643001AKeyOfAnApplicationCredentialStaysInItsProject() {
        grant(ada, red);
        var id = makeApplicationCredential("'unrestricted':true").string("/application_credential/id");
        var blob = "{\\'access\\':\\'k\\',\\'secret\\':\\'s\\',\\'app_cred_id\\':\\'" + id + "\\'}";
        http.post(
                        cloud.token("ada", "secret", on(red)),
                        "/v3/credentials",
                        "{'credential':{'type':'ec2','user_id':'" + ada + "','project_id':'" + red + "','blob':'" + blob
                                + "'}}")
                .expect(201);
        var time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        assertThat(http.post(
                                admin,
                                "/v3/ec2tokens",
                                "{'credentials':" + Ec2TokensTest.signed("k", "s", time.toString()) + "}")
                        .status())
                .isIn(401, 403);
    }

    @Test
    void cve202680183TheTreeOfADomainIsNotForReadersOfAProject() {
        for (var query : new String[] {"scope.project.id=default&include_subtree", "scope.project.id=default"}) {
            for (var more : new String[] {"", "&include_names", "&effective"}) {
                http.get(ada(), "/v3/role_assignments?" + query + more).expect(403);
            }
        }
    }
}
