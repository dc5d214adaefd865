package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Application credentials and access rules in the whole service. */
@EveryDatabase
class ApplicationCredentialsTest {
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String project;
    private final String ada;
    private final String token;
    private final String path;

    ApplicationCredentialsTest(TestDatabase database) {
        cloud = Cloud.start(database, Map.of("application_credential.user_limit", "4"));
        http = cloud.client();
        admin = cloud.admin();
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        ada = member("ada");
        token = login("ada");
        path = "/v3/users/" + ada + "/application_credentials";
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String member(String name) {
        var user = cloud.create("/v3/users", "user", "'name':'" + name + "','password':'secret'");
        grant(user, "member");
        return user;
    }

    private void grant(String user, String role) {
        http.put(admin, "/v3/projects/" + project + "/users/" + user + "/roles/" + role(role))
                .expect(204);
    }

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private String login(String name) {
        return cloud.token(name, "secret", "{'project':{'id':'" + project + "'}}");
    }

    private Answer make(String caller, String attributes) {
        return http.post(caller, path, "{'application_credential':{" + attributes + "}}");
    }

    private Answer authenticate(String credential) {
        return authenticate(credential, "");
    }

    private Answer authenticate(String credential, String rest) {
        return http.post(
                null,
                "/v3/auth/tokens",
                "{'auth':{'identity':{'methods':['application_credential'],'application_credential':{" + credential
                        + "}}" + rest + "}}");
    }

    private Answer use(Answer made) {
        return authenticate("'id':'" + id(made) + "','secret':'" + made.string("/application_credential/secret") + "'");
    }

    private String tokenOf(Answer made) {
        return use(made).expect(201).header("X-Subject-Token").orElseThrow();
    }

    private static String id(Answer made) {
        return made.string("/application_credential/id");
    }

    private static String message(Answer answer) {
        return answer.string("/error/message");
    }

    private Answer validate(String subject, String... more) {
        var headers = new String[more.length + 2];
        headers[0] = "X-Subject-Token";
        headers[1] = subject;
        System.arraycopy(more, 0, headers, 2, more.length);
        return http.send(admin, "GET", "/v3/auth/tokens", null, headers);
    }

    @Test
    void aCredentialIsMadeShownListedAndDeleted() {
        var made = make(token, "'name':'one','description':'for the crawler'").expect(201);
        var one = path + "/" + id(made);
        assertThat(made.string("/application_credential/secret")).hasSize(72);
        assertThat(made.string("/application_credential/project_id")).isEqualTo(project);
        assertThat(made.strings("/application_credential/roles", "name")).containsExactlyInAnyOrder("member", "reader");
        make(token, "'name':'two','secret':'chosen'").expect(201);

        var shown = http.get(token, one).expect(200);
        assertThat(shown.at("/application_credential/secret").isMissingNode()).isTrue();
        assertThat(shown.at("/application_credential/access_rules").isMissingNode())
                .isTrue();
        assertThat(shown.at("/application_credential/unrestricted").isNull()).isTrue();
        assertThat(shown.string("/application_credential/description")).isEqualTo("for the crawler");
        assertThat(shown.string("/application_credential/links/self"))
                .endsWith("/v3/application_credentials/" + id(made));
        assertThat(http.get(token, path).expect(200).strings("/application_credentials", "name"))
                .containsExactly("one", "two");
        assertThat(http.get(admin, path + "?name=two").strings("/application_credentials", "name"))
                .containsExactly("two");

        assertThat(message(make(token, "'name':'one'").expect(409)))
                .isEqualTo("Conflict occurred attempting to store application_credential - Duplicate entry found with"
                        + " name one.");
        http.delete(token, one).expect(204);
        http.get(token, one).expect(404);
        http.delete(token, one).expect(404);
    }

    @Test
    void nobodyTouchesWhatIsNotTheirs() {
        var made = make(token, "'name':'one'").expect(201);
        var eve = member("eve");
        var stranger = login("eve");
        for (var user : new String[] {ada, eve}) {
            var one = "/v3/users/" + user + "/application_credentials/" + id(made);
            http.get(stranger, one).expect(403);
            http.delete(stranger, one).expect(403);
            http.get(token, one).expect(200);
            http.get(admin, one).expect(200);
            http.get(null, one).expect(401);
        }
        http.get(stranger, path).expect(403);
        make(stranger, "'name':'x'").expect(403);
        make(admin, "'name':'x'").expect(403);
        http.get(stranger, path + "/nowhere").expect(403);
        http.get(stranger, "/v3/users/" + ada + "/access_rules").expect(403);
    }

    @Test
    void badRequestsAreToldApart() {
        assertThat(message(make(token, "'name':'x','roles':[{'name':'admin'}]").expect(400)))
                .isEqualTo("Invalid application credential: Cannot create an application credential with unassigned"
                        + " role");
        make(token, "'name':'x','roles':[{'name':'nobody'}]").expect(404);
        assertThat(message(make(token, "'name':'x','expires_at':'soon'").expect(400)))
                .startsWith("Timestamp not in expected format.");
        assertThat(message(make(token, "'name':'x','expires_at':'2020-01-01T00:00:00'")
                        .expect(400)))
                .startsWith("The 'expires_at' must not be before now.");
        make(token, "'name':'x','access_rules':[{'path':'/x'}]").expect(400);
        make(token, "'name':'x','access_rules':[{'id':'nowhere'}]").expect(404);
        make(token, "'name':'x','colour':'red'").expect(400);
        make(token, "'description':'nameless'").expect(400);
        for (int i = 0; i < 4; i++) {
            make(token, "'name':'" + i + "'").expect(201);
        }
        assertThat(message(make(token, "'name':'x'").expect(403)))
                .isEqualTo("Unable to create additional application credentials, maximum of 4 already exceeded for"
                        + " user.");
    }

    @Test
    void aCredentialAuthenticatesByIdAndByName() {
        var made = make(token, "'name':'one','secret':'chosen','roles':[{'name':'reader'}]")
                .expect(201);
        var issued = use(made).expect(201);
        assertThat(issued.string("/token/methods/0")).isEqualTo("application_credential");
        assertThat(issued.string("/token/project/id")).isEqualTo(project);
        assertThat(issued.strings("/token/roles", "name")).containsExactly("reader");
        assertThat(issued.string("/token/application_credential/id")).isEqualTo(id(made));
        assertThat(issued.at("/token/application_credential/restricted").asBoolean())
                .isTrue();
        var shown = validate(issued.header("X-Subject-Token").orElseThrow()).expect(200);
        assertThat(shown.at("/token")).isEqualTo(issued.at("/token"));

        authenticate("'name':'one','user':{'id':'" + ada + "'},'secret':'chosen'")
                .expect(201);
        authenticate("'name':'one','user':{'name':'ada','domain':{'id':'default'}},'secret':'chosen'")
                .expect(201);
        authenticate("'name':'two','user':{'id':'" + ada + "'},'secret':'chosen'")
                .expect(401);
        authenticate("'name':'one','user':{'name':'nobody','domain':{'id':'default'}},'secret':'chosen'")
                .expect(404);
        authenticate("'name':'one','user':{'name':'ada'},'secret':'chosen'").expect(400);
        authenticate("'name':'one','secret':'chosen'").expect(400);
        authenticate("'secret':'chosen'").expect(400);
        authenticate("'id':'" + id(made) + "','secret':'wrong'").expect(401);
        authenticate("'id':'" + id(made) + "'").expect(401);
        assertThat(message(authenticate("'id':'nowhere','secret':'chosen'").expect(404)))
                .isEqualTo("Could not find Application Credential: nowhere.");
        assertThat(message(authenticate(
                                "'id':'" + id(made) + "','secret':'chosen'",
                                ",'scope':{'project':{'id':'" + project + "'}}")
                        .expect(401)))
                .isEqualTo("Error authenticating with application credential: Application credentials cannot request"
                        + " a scope.");
    }

    @Test
    void aTokenEndsWithItsCredential() {
        var soon = LocalDateTime.ofInstant(Instant.now().plus(30, ChronoUnit.MINUTES), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
        var made = make(token, "'name':'one','expires_at':'" + soon + "'").expect(201);
        var issued = use(made).expect(201);
        assertThat(Instant.parse(issued.string("/token/expires_at"))).isEqualTo(soon.toInstant(ZoneOffset.UTC));
        var its = issued.header("X-Subject-Token").orElseThrow();
        validate(its).expect(200);
        http.get(its, "/v3/auth/projects").expect(200);

        http.delete(token, path + "/" + id(made)).expect(204);

        validate(its).expect(404);
        http.get(its, "/v3/auth/projects").expect(401);
        use(made).expect(404);
    }

    @Test
    void onlyAnUnrestrictedCredentialMakesOthersAndNoneIsExchanged() {
        var restricted = tokenOf(make(token, "'name':'one'").expect(201));
        var unrestricted =
                tokenOf(make(token, "'name':'two','unrestricted':true").expect(201));
        assertThat(message(make(restricted, "'name':'three'").expect(403)))
                .isEqualTo("You are not authorized to perform the requested action: Using method"
                        + " 'application_credential' is not allowed for managing additional application"
                        + " credentials..");
        var made = make(unrestricted, "'name':'three'").expect(201);
        http.get(restricted, path).expect(200);
        http.delete(restricted, path + "/" + id(made)).expect(403);
        http.delete(unrestricted, path + "/" + id(made)).expect(204);
        for (var its : new String[] {restricted, unrestricted}) {
            http.post(
                            null,
                            "/v3/auth/tokens",
                            "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + its + "'}}}}")
                    .expect(403);
        }
    }

    @Test
    void onlyRolesThatTheUserStillHasCount() {
        grant(ada, "manager");
        var made = make(login("ada"), "'name':'one'").expect(201);
        var its = tokenOf(made);
        http.delete(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role("manager"))
                .expect(204);
        assertThat(validate(its).expect(200).strings("/token/roles", "name"))
                .containsExactlyInAnyOrder("member", "reader");
        http.delete(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role("member"))
                .expect(204);
        validate(its).expect(404);
        use(made).expect(401);
    }

    @Test
    void accessRulesAreTheUsersAndOutliveTheirCredentials() {
        var compute = "{'path':'/v2.1/servers','method':'GET','service':'compute'}";
        var made = make(token, "'name':'one','access_rules':[" + compute + "]").expect(201);
        var rule = made.string("/application_credential/access_rules/0/id");
        var again = make(token, "'name':'two','access_rules':[{'id':'" + rule + "'}," + compute + "]")
                .expect(201);
        assertThat(again.strings("/application_credential/access_rules", "id")).containsExactly(rule);
        var rules = "/v3/users/" + ada + "/access_rules";
        assertThat(http.get(token, rules).expect(200).strings("/access_rules", "id"))
                .containsExactly(rule);
        assertThat(http.get(token, rules + "?service=volume").strings("/access_rules", "id"))
                .isEmpty();
        assertThat(http.get(token, rules + "/" + rule).expect(200).string("/access_rule/path"))
                .isEqualTo("/v2.1/servers");
        assertThat(message(http.delete(token, rules + "/" + rule).expect(403)))
                .isEqualTo("May not delete access rule in use");
        http.delete(token, path + "/" + id(made)).expect(204);
        http.delete(token, path + "/" + id(again)).expect(204);
        http.delete(token, rules + "/" + rule).expect(204);
        http.get(token, rules + "/" + rule).expect(404);
    }

    @Test
    void anotherUsersAccessRuleIsNotFound() {
        var compute = "'access_rules':[{'path':'/v2.1','method':'GET','service':'compute'}]";
        var rule =
                make(token, "'name':'one'," + compute).expect(201).string("/application_credential/access_rules/0/id");
        var eve = member("eve");
        http.post(
                        login("eve"),
                        "/v3/users/" + eve + "/application_credentials",
                        "{'application_credential':{'name':'one','access_rules':[{'id':'" + rule + "'}]}}")
                .expect(404);
        http.get(login("eve"), "/v3/users/" + eve + "/access_rules/" + rule).expect(404);
    }

    @Test
    void accessRulesHoldHereAndForServicesThatKeepThem() {
        var made = make(
                        token,
                        "'name':'one','access_rules':[{'path':'/v3/users/*','method':'GET','service':'identity'},"
                                + "{'path':'/v3/auth/projects','method':'GET','service':'compute'}]")
                .expect(201);
        var its = tokenOf(made);
        http.get(its, "/v3/users/" + ada).expect(200);
        http.get(its, "/v3/users/" + ada + "/").expect(200);
        http.get(its, path).expect(401);
        http.get(its, "/v3/auth/projects").expect(401);
        http.delete(its, path + "/" + id(made)).expect(401);
        http.send(its, "GET", "/v3/auth/projects", null, "X-Service-Token", "junk")
                .expect(401);
        http.send(its, "GET", "/v3/auth/projects", null, "X-Service-Token", admin)
                .expect(200);

        var rules = "OpenStack-Identity-Access-Rules";
        assertThat(message(validate(its).expect(404))).isEqualTo("Failed to validate token");
        validate(its, rules, "0.9").expect(404);
        validate(its, rules, "junk").expect(404);
        assertThat(validate(its, rules, "1.0").expect(200).string("/token/application_credential/access_rules/0/path"))
                .isEqualTo("/v3/users/*");
    }

    @Test
    void aDeletedUserTakesCredentialsAndAccessRulesAlong() {
        var its = withRule();
        http.delete(admin, "/v3/users/" + ada).expect(204);
        assertThat(cloud.traces(ada)).isEmpty();
        http.get(its, "/v3/users/" + ada).expect(401);
    }

    @Test
    void aDeletedProjectTakesItsCredentialsAlong() {
        var its = withRule();
        http.delete(admin, "/v3/projects/" + project).expect(204);
        assertThat(cloud.traces(project)).isEmpty();
        http.get(its, "/v3/users/" + ada).expect(401);
    }

    @Test
    void aDeletedRoleTakesTheCredentialsOfItsHoldersAlong() {
        var role = cloud.create("/v3/roles", "role", "'name':'auditor'");
        grant(ada, "auditor");
        var direct = make(login("ada"), "'name':'one'").expect(201);
        http.delete(admin, "/v3/roles/" + role).expect(204);
        assertThat(cloud.traces(role)).isEmpty();
        use(direct).expect(404);
    }

    private String withRule() {
        return tokenOf(
                make(token, "'name':'one','access_rules':[{'path':'/v3/users/*','method':'GET','service':'identity'}]")
                        .expect(201));
    }
}
