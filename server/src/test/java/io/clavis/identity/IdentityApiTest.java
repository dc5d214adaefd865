package io.clavis.identity;

import static io.clavis.identity.IdentityFixture.DOMAIN;
import static io.clavis.identity.IdentityFixture.OTHER_DOMAIN;
import static io.clavis.identity.IdentityFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.throttle.Throttle;
import io.clavis.throttle.ThrottleSettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class IdentityApiTest {
    private final IdentityFixture identity;
    private final Map<String, Caller> callers = new HashMap<>();
    private final TestServer http;

    IdentityApiTest(TestDatabase engine) {
        identity = new IdentityFixture(engine, Map.of());
        caller("admin", Credentials.builder().userId("admin").projectId("p").roles(List.of("admin")));
        caller(
                "auditor",
                Credentials.builder().userId("auditor").systemScope("all").roles(List.of("reader")));
        caller("reader", scoped("reader", DOMAIN, "reader"));
        caller("manager", scoped("manager", DOMAIN, "manager"));
        http = TestServer.start(Enforcer.create(PolicySettings.defaults(), InstantSource.system()), callers, api -> {
            new UserApi(
                            identity.users,
                            identity.users::shown,
                            identity.settings,
                            (origin, id) -> identity.database.write(origin, tx -> {
                                identity.users.delete(tx, id);
                                return true;
                            }),
                            (userId, passcode) -> passcode.equals("123456"),
                            new Throttle(ThrottleSettings.NONE, InstantSource.system()))
                    .declare(api);
            new UserRelationsApi(
                            identity.users,
                            identity.memberships,
                            identity.projects,
                            userId -> List.of(PROJECT),
                            identity.settings)
                    .declare(api);
            new GroupApi(
                            identity.groups,
                            identity.users,
                            identity.memberships,
                            identity.settings,
                            (origin, id) -> identity.database.write(origin, tx -> {
                                identity.groups.delete(tx, id);
                                return true;
                            }))
                    .declare(api);
        });
    }

    private static Credentials.Builder scoped(String userId, String domainId, String role) {
        return Credentials.builder()
                .userId(userId)
                .domainId(domainId)
                .roles(List.of(role))
                .token(Map.of("domain", Map.of("id", domainId)));
    }

    private void caller(String name, Credentials.Builder credentials) {
        callers.put(name, new Caller(name, credentials.build()));
    }

    @AfterEach
    void close() {
        http.close();
        identity.close();
    }

    @Test
    void aNewUserIsShownInUpstreamsOrder() {
        var created = http.post(
                        "admin",
                        "/v3/users",
                        "{'user': {'name': 'ua', 'domain_id': '" + DOMAIN + "', 'password': 'x', 'email': 'e',"
                                + "'foo-bar': 1, 'groups': 1, 'options': {'ignore_password_expiry': true}}}")
                .expect(201);
        var id = created.string("/user/id");
        same(
                created,
                "{'user': {'email': 'e', 'foo_bar': 1, 'id': '" + id + "', 'name': 'ua', 'domain_id': '" + DOMAIN
                        + "', 'enabled': true, 'password_expires_at': null, 'options': {'ignore_password_expiry':"
                        + " true}, 'links': {'self': '" + http.url() + "/v3/users/" + id + "'}}}");
        assertThat(http.get("admin", "/v3/users/" + id).expect(200).text()).isEqualTo(created.text());
        same(
                http.patch("admin", "/v3/users/" + id, "{'user': {'default_project_id': 'p', 'email': null}}")
                        .expect(200),
                "{'user': {'email': null, 'foo_bar': 1, 'id': '" + id + "', 'name': 'ua', 'domain_id': '" + DOMAIN
                        + "', 'enabled': true, 'default_project_id': 'p', 'password_expires_at': null, 'extra':"
                        + " {'email': null, 'foo_bar': 1, 'groups': 1}, 'options': {'ignore_password_expiry': true},"
                        + " 'links': {'self': '" + http.url() + "/v3/users/" + id + "'}}}");
        http.send("admin", "HEAD", "/v3/users/" + id, null).expect(200);
        http.delete("admin", "/v3/users/" + id).expect(204);
        message(http.get("admin", "/v3/users/" + id).expect(404), "Could not find user: " + id + ".");
    }

    @Test
    void theBodyIsCheckedAgainstItsSchema() {
        for (var user : List.of(
                "{}",
                "{'name': ' '}",
                "{'name': 'x', 'domain_id': null}",
                "{'name': 'x', 'enabled': null}",
                "{'name': 'x', 'enabled': 'maybe'}",
                "{'name': 'x', 'password': 1}",
                "{'name': 'x', 'options': null}",
                "{'name': 'x', 'options': {'nope': true}}",
                "{'name': 'x', 'options': {'lock_password': 'True'}}",
                "{'name': 'x', 'options': {'multi_factor_auth_rules': [[]]}}",
                "{'name': 'x', 'federated': [{'idp_id': 'i', 'protocols': []}]}")) {
            http.post("admin", "/v3/users", "{'user': " + user + "}").expect(400);
        }
        http.post("admin", "/v3/users", "{}").expect(400);
        var user = identity.user("{'name': 'anna'}");
        http.patch("admin", "/v3/users/" + user.id(), "{'user': {}}").expect(400);
        http.patch("admin", "/v3/users/" + user.id(), "{'user': {'name': null}}")
                .expect(400);
        message(
                http.patch("admin", "/v3/users/" + user.id(), "{'user': {'id': 'x'}}")
                        .expect(400),
                "Cannot change ID");
        http.post("admin", "/v3/groups", "{'group': {'description': 'x'}}").expect(400);
        http.get("admin", "/v3/users?enabled=perhaps").expect(400);
        http.get("admin", "/v3/users?limit=-1").expect(400);
    }

    @Test
    void listsAreFilteredAndPaged() {
        var anna = identity.user("{'name': 'Anna', 'password': 'x'}");
        var berta = identity.user("{'name': 'berta', 'enabled': false}");
        identity.user("{'name': 'clara', 'domain_id': '" + OTHER_DOMAIN + "'}");
        names("/v3/users?domain_id=" + DOMAIN + "&name__icontains=A", "Anna", "berta");
        names("/v3/users?name__contains=A", "Anna");
        names("/v3/users?name=berta", "berta");
        names("/v3/users?name__endswith=ta&name__startswith=b", "berta");
        names("/v3/users?enabled=False", "berta");
        names("/v3/users?enabled", "Anna", "clara");
        names("/v3/users?idp_id=x");
        names("/v3/users?password_expires_at=lt:2030-01-01T00:00:00Z");
        names("/v3/users?unknown=x", "Anna", "berta", "clara");
        identity.update(anna.id(), "{'password': 'y'}");
        names("/v3/users?password_expires_at=lte:2026-03-02T00:00:00Z", "Anna");
        message(
                http.get("admin", "/v3/users?password_expires_at=zz:2026-01-01T00:00:00Z")
                        .expect(400),
                "The given operator zz is not valid. It must be one of the following: 'eq', 'neq', 'lt', 'lte', 'gt',"
                        + " or 'gte'.");
        http.get("admin", "/v3/users?password_expires_at=lt:soon").expect(400);
        var first = anna.id().compareTo(berta.id()) < 0 ? anna : berta;
        var page =
                http.get("admin", "/v3/users?domain_id=" + DOMAIN + "&limit=1").expect(200);
        assertThat(page.strings("/users", "id")).containsExactly(first.id());
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        assertThat(page.string("/links/next"))
                .isEqualTo(http.url() + "/v3/users?domain_id=" + DOMAIN + "&limit=1&marker=" + first.id());
        message(http.get("admin", "/v3/users?marker=nope").expect(404), "Marker nope could not be found.");
    }

    @Test
    void aDomainsTokenSeesItsDomainOnly() {
        var anna = identity.user("{'name': 'anna'}");
        var clara = identity.user("{'name': 'clara', 'domain_id': '" + OTHER_DOMAIN + "'}");
        assertThat(http.get("reader", "/v3/users").expect(200).strings("/users", "name"))
                .containsExactly("anna");
        assertThat(http.get("reader", "/v3/users?domain_id=" + OTHER_DOMAIN)
                        .expect(200)
                        .strings("/users", "name"))
                .isEmpty();
        http.get("reader", "/v3/users/" + anna.id()).expect(200);
        http.get("reader", "/v3/users/" + clara.id()).expect(403);
        http.get("reader", "/v3/users/nope").expect(403);
        http.get("auditor", "/v3/users/" + clara.id()).expect(200);
        http.get(null, "/v3/users").expect(401);
        http.delete("manager", "/v3/users/" + clara.id()).expect(403);
        http.delete("reader", "/v3/users/" + anna.id()).expect(403);
        var created = http.post("manager", "/v3/groups", "{'group': {'name': 'g', 'domain_id': '" + DOMAIN + "'}}")
                .expect(201);
        identity.group("{'name': 'h', 'domain_id': '" + OTHER_DOMAIN + "'}");
        assertThat(http.get("reader", "/v3/groups").expect(200).strings("/groups", "id"))
                .containsExactly(created.string("/group/id"));
        http.post("manager", "/v3/groups", "{'group': {'name': 'i', 'domain_id': '" + OTHER_DOMAIN + "'}}")
                .expect(403);
    }

    @Test
    void whereNoDomainIsNamedItIsTheDefaultOne() {
        message(
                http.post("admin", "/v3/users", "{'user': {'name': 'x'}}").expect(404),
                "Could not find domain: default.");
        caller("domain-admin", scoped("a", OTHER_DOMAIN, "admin"));
        assertThat(http.post("domain-admin", "/v3/users", "{'user': {'name': 'x'}}")
                        .expect(201)
                        .string("/user/domain_id"))
                .isEqualTo(OTHER_DOMAIN);
    }

    @Test
    void usersChangeTheirOwnPasswords() {
        var user = identity.user("{'name': 'anna', 'password': 'first'}");
        var path = "/v3/users/" + user.id() + "/password";
        http.post(null, path, "{'user': {'original_password': 'first', 'password': 'second'}}")
                .expect(204);
        http.post(null, path, "{'user': {'original_password': 'first', 'password': 'third'}}")
                .expect(401);
        http.post(null, path, "{'user': {'original_password': 'second', 'password': null}}")
                .expect(400);
        http.post(null, path, "{'user': {'original_password': 'second'}}").expect(400);
        http.post(null, "/v3/users/nope/password", "{'user': {'original_password': 'a', 'password': 'b'}}")
                .expect(404);
        http.get("admin", path).expect(405);
    }

    @Test
    void whoHasMfaRulesNeedsAFreshPasscode() {
        var user = identity.user("{'name': 'anna', 'password': 'first',"
                + "'options': {'multi_factor_auth_rules': [['password', 'totp']]}}");
        var path = "/v3/users/" + user.id() + "/password";
        var body = "{'user': {'original_password': 'first', 'password': 'second'}}";
        http.post(null, path, body).expect(403);
        http.send(null, "POST", path, body, "OpenStack-MFA-Passcode", "000000").expect(403);
        http.send(null, "POST", path, body, "OpenStack-MFA-Passcode", "123456").expect(204);
    }

    @Test
    void groupsHoldUsers() {
        var user = identity.user("{'name': 'anna'}");
        var created = http.post(
                        "admin", "/v3/groups", "{'group': {'name': 'g', 'x': 1, 'domain_id': '" + DOMAIN + "'}}")
                .expect(201);
        var id = created.string("/group/id");
        same(
                created,
                "{'group': {'x': 1, 'id': '" + id + "', 'name': 'g', 'domain_id': '" + DOMAIN
                        + "', 'description': '', 'links': {'self': '" + http.url() + "/v3/groups/" + id + "'}}}");
        var member = "/v3/groups/" + id + "/users/" + user.id();
        http.get("admin", member).expect(404);
        http.put("admin", member).expect(204);
        http.get("admin", member).expect(204);
        assertThat(http.get("admin", "/v3/groups/" + id + "/users").expect(200).strings("/users", "name"))
                .containsExactly("anna");
        assertThat(http.get("admin", "/v3/groups/" + id + "/users?name=x").strings("/users", "name"))
                .isEmpty();
        var groups = http.get("admin", "/v3/users/" + user.id() + "/groups").expect(200);
        assertThat(groups.strings("/groups", "id")).containsExactly(id);
        assertThat(groups.at("/groups/0/membership_expires_at").isNull()).isTrue();
        assertThat(http.get("admin", "/v3/users/" + user.id() + "/groups?name=x")
                        .strings("/groups", "id"))
                .isEmpty();
        http.get("admin", "/v3/users/nope/groups").expect(404);
        http.delete("admin", member).expect(204);
        http.delete("admin", member).expect(404);
        message(
                http.patch("admin", "/v3/groups/" + id, "{'group': {'domain_id': 'x'}}")
                        .expect(400),
                "Cannot change Domain ID");
        assertThat(http.patch("admin", "/v3/groups/" + id, "{'group': {'name': 'h'}}")
                        .expect(200)
                        .string("/group/name"))
                .isEqualTo("h");
        http.delete("admin", "/v3/groups/" + id).expect(204);
        http.delete("admin", "/v3/groups/" + id).expect(404);
    }

    @Test
    void usersSeeWhereTheyHaveRoles() {
        var user = identity.user("{'name': 'anna'}");
        caller("anna", Credentials.builder().userId(user.id()).projectId("p").roles(List.of("member")));
        var path = "/v3/users/" + user.id() + "/projects";
        assertThat(http.get("anna", path).expect(200).strings("/projects", "id"))
                .containsExactly(PROJECT);
        assertThat(http.get("anna", path + "?enabled=0").strings("/projects", "id"))
                .isEmpty();
        assertThat(http.get("anna", path + "?name__istartswith=PRO").strings("/projects", "id"))
                .containsExactly(PROJECT);
        http.get("reader", "/v3/users/nope/projects").expect(403);
        http.get("admin", "/v3/users/nope/projects").expect(404);
    }

    private void names(String path, String... names) {
        assertThat(http.get("admin", path).expect(200).strings("/users", "name"))
                .containsExactlyInAnyOrder(names);
    }

    private static void message(Answer answer, String text) {
        assertThat(answer.string("/error/message")).isEqualTo(text);
    }

    private static void same(Answer answer, String json) {
        assertThat(answer.text()).isEqualToIgnoringWhitespace(json.replace('\'', '"'));
    }
}
