package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import io.clavis.trust.TrustFlush;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trusts in the whole service: ada trusts bob, and carl is a stranger at first. */
@EveryDatabase
class TrustsTest {
    private static final String PATH = "/v3/OS-TRUST/trusts";
    private static final String LATE = ",'expires_at':'2999-01-01T00:00:00Z'";
    private static final String HIDDEN = "You are not authorized to perform the requested action.";

    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String project;
    private final String ada;
    private final String bob;
    private final String carl;

    TrustsTest(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        ada = user("ada");
        bob = user("bob");
        carl = user("carl");
        grant(ada, "manager");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String user(String name) {
        return cloud.create("/v3/users", "user", "'name':'" + name + "','password':'secret'");
    }

    private void grant(String user, String role) {
        http.put(admin, "/v3/projects/" + project + "/users/" + user + "/roles/" + role(role))
                .expect(204);
    }

    private void take(String user, String role) {
        http.delete(admin, "/v3/projects/" + project + "/users/" + user + "/roles/" + role(role))
                .expect(204);
    }

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private String login(String name) {
        return cloud.token(name, "secret", null);
    }

    private Answer make(String caller, String trustee, String more) {
        return http.post(
                caller,
                PATH,
                "{'trust':{'trustor_user_id':'" + ada + "','trustee_user_id':'" + trustee + "','project_id':'" + project
                        + "'," + more + "}}");
    }

    /** A trust of ada's to bob with role member. */
    private String trust(String more) {
        return id(make(login("ada"), bob, "'impersonation':true,'roles':[{'name':'member'}]" + more)
                .expect(201));
    }

    private static String id(Answer made) {
        return made.string("/trust/id");
    }

    private Answer use(String name, String trust) {
        return cloud.authenticate(name, "secret", "{'OS-TRUST:trust':{'id':'" + trust + "'}}");
    }

    private String tokenOf(String name, String trust) {
        return use(name, trust).expect(201).header("X-Subject-Token").orElseThrow();
    }

    private Answer validate(String subject) {
        return http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", subject);
    }

    private static String message(Answer answer) {
        return answer.string("/error/message");
    }

    private List<String> listed(String caller, String query) {
        return http.get(caller, PATH + query).expect(200).strings("/trusts", "id");
    }

    @Test
    void aTrustIsMadeShownListedAndDeleted() {
        var made = make(
                        login("ada"),
                        bob,
                        "'impersonation':false,'roles':[{'name':'reader'},{'id':'" + role("member")
                                + "'}],'expires_at':'2999-01-01T00:00:00.5Z','remaining_uses':2,'colour':'red'")
                .expect(201);
        var one = PATH + "/" + id(made);
        assertThat(made.strings("/trust/roles", "name")).containsExactly("reader", "member");
        assertThat(made.string("/trust/roles/0/links/self")).endsWith("/v3/roles/" + role("reader"));
        assertThat(made.string("/trust/expires_at")).isEqualTo("2999-01-01T00:00:00.000000Z");
        assertThat(made.at("/trust/remaining_uses").asInt()).isEqualTo(2);
        assertThat(made.at("/trust/redelegation_count").asInt()).isZero();
        assertThat(made.at("/trust/deleted_at").isNull()).isTrue();
        assertThat(made.string("/trust/roles_links/self")).endsWith("/v3/" + id(made) + "/roles");
        assertThat(made.string("/trust/colour")).isEqualTo("red");

        for (var caller : List.of(login("ada"), login("bob"), admin)) {
            var shown = http.get(caller, one).expect(200);
            assertThat(shown.string("/trust/links/self")).endsWith(one);
            assertThat(shown.strings("/trust/roles", "name")).containsExactlyInAnyOrder("reader", "member");
            http.head(caller, one).expect(200);
            assertThat(http.get(caller, one + "/roles").expect(200).strings("/roles", "name"))
                    .containsExactlyInAnyOrder("reader", "member");
            assertThat(http.get(caller, one + "/roles/" + role("reader"))
                            .expect(200)
                            .string("/role/name"))
                    .isEqualTo("reader");
            http.head(caller, one + "/roles/" + role("reader")).expect(200);
            http.get(caller, one + "/roles/" + role("manager")).expect(404);
        }
        var list = http.get(login("ada"), PATH + "?trustor_user_id=" + ada).expect(200);
        assertThat(list.strings("/trusts", "id")).containsExactly(id(made));
        assertThat(list.at("/trusts/0/roles").isMissingNode()).isTrue();
        assertThat(listed(login("bob"), "?trustee_user_id=" + bob)).containsExactly(id(made));
        assertThat(listed(admin, "")).containsExactly(id(made));
        assertThat(listed(admin, "?colour=red")).isEmpty();

        http.delete(login("ada"), one).expect(204);
        http.get(login("ada"), one).expect(404);
        http.delete(login("ada"), one).expect(404);
        assertThat(listed(admin, "")).isEmpty();
    }

    @Test
    void strangersLearnOnlyWhetherATrustIsThere() {
        var one = PATH + "/" + trust("");
        var stranger = login("carl");
        http.get(null, one).expect(401);
        http.get(null, PATH + "/nowhere").expect(401);
        assertThat(message(http.get(stranger, PATH + "/nowhere").expect(404)))
                .isEqualTo("Could not find trust: nowhere.");
        http.get(stranger, one).expect(403);
        http.get(stranger, one + "/roles").expect(403);
        http.get(stranger, one + "/roles/" + role("member")).expect(403);
        http.delete(stranger, one).expect(403);
        http.delete(login("bob"), one).expect(403);
        http.get(stranger, PATH).expect(403);
        http.get(stranger, PATH + "?trustor_user_id=" + ada).expect(403);
        http.get(stranger, PATH + "?trustee_user_id=" + bob).expect(403);
        http.get(login("ada"), PATH + "?trustee_user_id=" + bob).expect(403);
        assertThat(listed(stranger, "?trustee_user_id=" + carl)).isEmpty();
        http.delete(admin, one).expect(204);
    }

    @Test
    void badRequestsAreToldApart() {
        var caller = login("ada");
        var member = "'impersonation':true,'roles':[{'name':'member'}]";
        make(login("bob"), carl, member).expect(403);
        make(admin, carl, member).expect(403);
        assertThat(message(make(caller, bob, "'impersonation':true").expect(403)))
                .isEqualTo("You are not authorized to perform the requested action: At least one role should be"
                        + " specified.");
        assertThat(message(make(caller, "nobody", member).expect(404))).isEqualTo("Could not find user: nobody.");
        assertThat(message(make(caller, bob, "'impersonation':true,'roles':[{'name':'x'}]")
                        .expect(404)))
                .isEqualTo("Role x is not defined");
        assertThat(message(make(caller, bob, "'impersonation':true,'roles':[{'name':'admin'}]")
                        .expect(404)))
                .isEqualTo("Could not find role: " + role("admin") + ".");
        assertThat(message(make(caller, bob, member + ",'expires_at':'2020-01-01T00:00:00Z'")
                        .expect(400)))
                .startsWith("The 'expires_at' must not be before now.");
        make(caller, bob, member + ",'expires_at':'soon'").expect(400);
        for (var uses : List.of("0", "-1", "'1'", "true", "99999999999")) {
            make(caller, bob, member + ",'remaining_uses':" + uses).expect(400);
        }
        make(caller, bob, "'impersonation':'yes'").expect(400);
        make(caller, bob, "'impersonation':true,'roles':[{}]").expect(400);
        make(caller, bob, member + ",'redelegated_trust_id':'nowhere'").expect(404);
        make(caller, bob, member + ",'redelegated_trust_id':''").expect(201);
        make(caller, bob, member + ",'redelegated_trust_id':'" + trust("") + "'")
                .expect(403);
        make(caller, bob, member + LATE).expect(201);
        assertThat(message(make(caller, bob, member + LATE).expect(409)))
                .startsWith("Conflict occurred attempting to store trust - Duplicate entry found with ID ");
        http.post(
                        caller,
                        PATH,
                        "{'trust':{'trustor_user_id':'" + ada + "','trustee_user_id':'" + bob
                                + "','impersonation':true,'project_id':'nowhere','roles':[{'name':'member'}]}}")
                .expect(404);
    }

    @Test
    void aTokenByATrustStandsForTheTrustor() {
        var trust = trust(LATE);
        var issued = use("bob", trust).expect(201);
        assertThat(issued.string("/token/user/id")).isEqualTo(ada);
        assertThat(issued.string("/token/OS-TRUST:trust/id")).isEqualTo(trust);
        assertThat(issued.string("/token/OS-TRUST:trust/trustor_user/id")).isEqualTo(ada);
        assertThat(issued.string("/token/OS-TRUST:trust/trustee_user/id")).isEqualTo(bob);
        assertThat(issued.at("/token/OS-TRUST:trust/impersonation").asBoolean()).isTrue();
        assertThat(issued.string("/token/project/id")).isEqualTo(project);
        assertThat(issued.at("/token/is_domain").isMissingNode()).isTrue();
        assertThat(issued.strings("/token/roles", "name")).containsExactlyInAnyOrder("member", "reader");
        assertThat(issued.at("/token/roles/0/options").isObject()).isTrue();
        var token = issued.header("X-Subject-Token").orElseThrow();
        assertThat(validate(token).expect(200).at("/token")).isEqualTo(issued.at("/token"));
        assertThat(cloud.node()
                        .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                        .expect(200)
                        .at("/token"))
                .isEqualTo(issued.at("/token"));
        http.get(token, "/v3/users/" + ada).expect(200);
        http.get(token, "/v3/users/" + bob).expect(403);
        http.send(login("bob"), "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
    }

    @Test
    void withoutImpersonationItShowsTheTrustee() {
        var trust = id(make(login("ada"), bob, "'impersonation':false,'roles':[{'name':'member'}]")
                .expect(201));
        var issued = use("bob", trust).expect(201);
        assertThat(issued.string("/token/user/id")).isEqualTo(bob);
        assertThat(issued.strings("/token/roles", "name")).containsExactlyInAnyOrder("member", "reader");
        http.get(issued.header("X-Subject-Token").orElseThrow(), "/v3/users/" + bob)
                .expect(200);
    }

    @Test
    void onlyTheTrusteeGetsATokenAndNoneIsExchanged() {
        var trust = trust("");
        assertThat(message(use("carl", trust).expect(403))).isEqualTo(HIDDEN);
        assertThat(message(use("ada", trust).expect(403))).isEqualTo(HIDDEN);
        use("bob", "nowhere").expect(401);
        use("bob", "").expect(400);
        cloud.authenticate("bob", "wrong", "{'OS-TRUST:trust':{'id':'" + trust + "'}}")
                .expect(401);
        var token = tokenOf("bob", trust);
        for (var scope : List.of("", ",'scope':{'project':{'id':'" + project + "'}}")) {
            assertThat(message(http.post(
                                    null,
                                    "/v3/auth/tokens",
                                    "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + token + "'}}" + scope
                                            + "}}")
                            .expect(403)))
                    .contains("Using trust-scoped token to create another token.");
        }
        var none = id(http.post(
                        login("ada"),
                        PATH,
                        "{'trust':{'trustor_user_id':'" + ada + "','trustee_user_id':'" + bob
                                + "','impersonation':true}}")
                .expect(201));
        assertThat(message(use("bob", none).expect(404))).isEqualTo("Could not find project: None.");
    }

    @Test
    void aTokenEndsWithItsTrust() {
        var soon = Instant.now().plus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        var trust = trust(",'expires_at':'" + soon + "'");
        var issued = use("bob", trust).expect(201);
        assertThat(Instant.parse(issued.string("/token/expires_at"))).isEqualTo(soon);
        var token = issued.header("X-Subject-Token").orElseThrow();
        http.delete(login("ada"), PATH + "/" + trust).expect(204);
        assertThat(message(validate(token).expect(404))).isEqualTo("Could not find trust: " + trust + ".");
        http.get(token, "/v3/auth/projects").expect(401);
        use("bob", trust).expect(401);
        assertThat(http.get(admin, "/v3/OS-REVOKE/events").expect(200).strings("/events", "OS-TRUST:trust_id"))
                .contains(trust);
    }

    @Test
    void whoeverComesAtOnceGetsNoMoreThanThereIs() throws Exception {
        var trust = trust(",'remaining_uses':3");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var asked = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> use("bob", trust)))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : asked) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).isSubsetOf(201, 401, 403);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        }
        use("bob", trust).expect(401);
        http.get(login("ada"), PATH + "/" + trust).expect(404);
        assertThat(http.get(admin, PATH).at("/trusts/0/remaining_uses").asInt()).isZero();
    }

    @Test
    void theLastTokenOutlivesTheLastUse() {
        var token = tokenOf("bob", trust(",'remaining_uses':1"));
        validate(token).expect(200);
        cloud.node()
                .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
    }

    @Test
    void whatTheTrustorLostIsNotHandedOn() {
        grant(ada, "service");
        var trust = id(make(login("ada"), bob, "'impersonation':true,'roles':[{'name':'member'},{'name':'service'}]")
                .expect(201));
        var token = tokenOf("bob", trust);
        take(ada, "service");
        assertThat(message(validate(token).expect(403))).isEqualTo(HIDDEN);
        http.get(token, "/v3/users/" + ada).expect(403);
        use("bob", trust).expect(403);
        http.get(login("bob"), PATH + "/" + trust).expect(200);
        grant(ada, "service");
        validate(token).expect(200);
    }

    @Test
    void aTokenIsGoodOnlyWhileAllThatItHangsOnIsEnabled() {
        var trust = trust("");
        var token = tokenOf("bob", trust);
        for (var status : List.of("false", "true")) {
            http.patch(admin, "/v3/projects/" + project, "{'project':{'enabled':" + status + "}}")
                    .expect(200);
            validate(token).expect(status.equals("true") ? 200 : 404);
            use("bob", trust).expect(status.equals("true") ? 201 : 401);
        }
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':false}}").expect(200);
        assertThat(message(validate(token).expect(403))).isEqualTo(HIDDEN);
        use("bob", trust).expect(403);
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':true}}").expect(200);
        validate(token).expect(404);
    }

    @Test
    void aNewPasswordOfTheTrustorEndsTheToken() {
        endsWithNewPasswordOf(ada);
    }

    @Test
    void aNewPasswordOfTheTrusteeEndsTheToken() {
        endsWithNewPasswordOf(bob);
    }

    private void endsWithNewPasswordOf(String user) {
        var token = tokenOf("bob", trust(""));
        http.patch(admin, "/v3/users/" + user, "{'user':{'password':'secret'}}").expect(200);
        validate(token).expect(404);
    }

    @Test
    void theDomainOfTheTrustorCounts() {
        var domain = cloud.create("/v3/domains", "domain", "'name':'far'");
        var eve = cloud.create("/v3/users", "user", "'name':'eve','password':'secret','domain_id':'" + domain + "'");
        grant(eve, "member");
        var caller = cloud.authenticateById(eve, "secret", null)
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        var trust = id(http.post(
                        caller,
                        PATH,
                        "{'trust':{'trustor_user_id':'" + eve + "','trustee_user_id':'" + bob
                                + "','impersonation':true,'project_id':'" + project
                                + "','roles':[{'name':'member'}]}}")
                .expect(201));
        var token = tokenOf("bob", trust);
        http.patch(admin, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        assertThat(message(validate(token).expect(404))).isEqualTo("Trustor domain is disabled.");
        use("bob", trust).expect(404);
    }

    private static final String ON = "'impersonation':true,'allow_redelegation':true,'roles':[{'name':'member'}]";

    @Test
    void aTrustIsHandedOnUntilTheCountIsSpent() {
        var first = id(
                make(login("ada"), bob, ON + ",'redelegation_count':2" + LATE).expect(201));
        var made = make(tokenOf("bob", first), carl, ON).expect(201);
        assertThat(made.string("/trust/redelegated_trust_id")).isEqualTo(first);
        assertThat(made.at("/trust/redelegation_count").asInt()).isEqualTo(1);
        assertThat(made.string("/trust/expires_at")).isEqualTo("2999-01-01T00:00:00.000000Z");
        var second = id(made);
        var token = tokenOf("carl", second);
        assertThat(message(make(token, bob, ON + ",'expires_at':'2999-01-02T00:00:00Z'")
                        .expect(403)))
                .isEqualTo(HIDDEN);
        make(token, bob, "'impersonation':true,'roles':[{'name':'manager'}]").expect(403);
        make(token, bob, ON + ",'redelegation_count':1").expect(403);
        var third =
                id(make(token, bob, ON + ",'expires_at':'2998-01-01T00:00:00Z'").expect(201));
        make(tokenOf("bob", third), carl, ON + ",'expires_at':'2997-01-01T00:00:00Z'")
                .expect(403);

        http.patch(admin, "/v3/users/" + carl, "{'user':{'enabled':false}}").expect(200);
        assertThat(message(use("bob", third).expect(403))).isEqualTo(HIDDEN);
        http.get(admin, PATH + "/" + third).expect(403);
        http.patch(admin, "/v3/users/" + carl, "{'user':{'enabled':true}}").expect(200);
        var last = tokenOf("bob", third);
        http.delete(login("ada"), PATH + "/" + first).expect(204);
        for (var gone : List.of(first, second, third)) {
            http.get(admin, PATH + "/" + gone).expect(404);
        }
        validate(last).expect(404);
        assertThat(listed(admin, "")).isEmpty();
    }

    @Test
    void aTrustThatMayNotBeHandedOnIsNot() {
        make(tokenOf("bob", trust("")), carl, ON).expect(403);
        var plain = id(make(
                        login("ada"),
                        bob,
                        "'impersonation':false,'allow_redelegation':true,'roles':[{'name':" + "'member'}]")
                .expect(201));
        make(tokenOf("bob", plain), carl, ON).expect(403);
    }

    @Test
    void applicationCredentialsReachNoTrust() {
        var trust = trust("");
        var caller = cloud.token("ada", "secret", "{'project':{'id':'" + project + "'}}");
        var credential = http.post(
                        caller,
                        "/v3/users/" + ada + "/application_credentials",
                        "{'application_credential':{'name':'x','unrestricted':true,'secret':'s'}}")
                .expect(201)
                .string("/application_credential/id");
        var identity = "'identity':{'methods':['application_credential'],'application_credential':{'id':'" + credential
                + "','secret':'s'}}";
        var token = http.post(null, "/v3/auth/tokens", "{'auth':{" + identity + "}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        var refused = "You are not authorized to perform the requested action: Delegated tokens cannot manage trusts..";
        for (var path : List.of("", "/roles", "/roles/" + role("member"))) {
            assertThat(message(http.get(token, PATH + "/" + trust + path).expect(403)))
                    .isEqualTo(refused);
        }
        assertThat(message(http.get(token, PATH + "?trustor_user_id=" + ada).expect(403)))
                .isEqualTo(refused);
        assertThat(message(make(token, bob, ON).expect(403))).isEqualTo(refused);
        http.delete(token, PATH + "/" + trust).expect(403);
        http.post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{" + identity + ",'scope':{'OS-TRUST:trust':{'id':'" + trust + "'}}}}")
                .expect(401);
    }

    @Test
    void aTrustReachesNoApplicationCredential() {
        var token = tokenOf("bob", trust(""));
        var path = "/v3/users/" + ada + "/application_credentials";
        assertThat(message(http.get(token, path).expect(403))).isEqualTo(HIDDEN);
        assertThat(message(http.post(token, path, "{'application_credential':{'name':'x'}}")
                        .expect(403)))
                .isEqualTo(HIDDEN);
    }

    @Test
    void deletedUsersAndProjectsTakeTheirTrustsAlong() {
        var toCarl = id(make(login("ada"), carl, ON).expect(201));
        var toBob = trust("");
        var token = tokenOf("bob", toBob);
        http.delete(admin, "/v3/users/" + carl).expect(204);
        http.get(admin, PATH + "/" + toCarl).expect(404);
        assertThat(listed(admin, "")).containsExactly(toBob);
        http.delete(admin, "/v3/projects/" + project).expect(204);
        assertThat(listed(admin, "")).isEmpty();
        validate(token).expect(404);
    }

    @Test
    void aRoleThatIsDeletedIsNotShownAndNotHandedOn() {
        var role = cloud.create("/v3/roles", "role", "'name':'auditor'");
        grant(ada, "auditor");
        var trust = id(make(login("ada"), bob, "'impersonation':true,'roles':[{'id':'" + role + "'}]")
                .expect(201));
        var token = tokenOf("bob", trust);
        http.delete(admin, "/v3/roles/" + role).expect(204);
        validate(token).expect(403);
        use("bob", trust).expect(403);
        assertThat(http.get(admin, PATH + "/" + trust).expect(200).strings("/trust/roles", "id"))
                .isEmpty();
        http.get(admin, PATH + "/" + trust + "/roles/" + role).expect(404);
    }

    @Test
    void rolesThatTheRealKeystoneKeepsTwiceAreShownOnce() {
        var trust = trust("");
        try (var capabilities = Capabilities.open(cloud.configuration())) {
            var extra = Json.object().put("colour", "red");
            extra.putArray("roles").addObject().put("id", "x");
            capabilities
                    .database()
                    .write(
                            Origin.SYSTEM,
                            tx -> tx.sql()
                                    .update(Tables.TRUST)
                                    .set(Tables.TRUST.EXTRA, extra)
                                    .execute());
        }
        var shown = http.get(admin, PATH + "/" + trust).expect(200);
        assertThat(shown.strings("/trust/roles", "name")).containsExactly("member");
        assertThat(shown.string("/trust/colour")).isEqualTo("red");
        assertThat(http.get(admin, PATH).at("/trusts/0/roles").isMissingNode()).isTrue();
    }

    @Test
    void whatIsOverIsForgotten() {
        var kept = trust(LATE);
        var deleted = trust("");
        http.delete(login("ada"), PATH + "/" + deleted).expect(204);
        var other = id(make(login("ada"), carl, ON).expect(201));
        http.delete(login("ada"), PATH + "/" + other).expect(204);
        var now = Instant.now();
        try (var capabilities = Capabilities.open(cloud.configuration())) {
            var trusts = capabilities.trusts();
            var nobodys = new TrustFlush(Optional.of("x"), Optional.empty(), Optional.empty(), now);
            assertThat(trusts.flush(Origin.SYSTEM, nobodys)).isZero();
            var bobs = new TrustFlush(Optional.of(project), Optional.of(ada), Optional.of(bob), now);
            assertThat(trusts.flush(Origin.SYSTEM, bobs)).isOne();
            var all = new TrustFlush(Optional.empty(), Optional.empty(), Optional.empty(), now);
            assertThat(trusts.flush(Origin.SYSTEM, all)).isOne();
            assertThat(rows(capabilities)).containsExactly(kept);
            var later = new TrustFlush(
                    Optional.empty(), Optional.empty(), Optional.empty(), Instant.parse("2999-01-02T00:00:00Z"));
            assertThat(trusts.flush(Origin.SYSTEM, later)).isOne();
            assertThat(rows(capabilities)).isEmpty();
        }
        assertThat(cloud.traces(kept)).isEmpty();
    }

    private static List<String> rows(Capabilities capabilities) {
        return capabilities
                .database()
                .read(sql -> sql.select(Tables.TRUST.ID).from(Tables.TRUST).fetch(Tables.TRUST.ID));
    }
}
