package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tokens are made of is read once, until it changes. */
class RememberedPartsTest {
    private static final String TOKENS = "/v3/auth/tokens";
    private final StatementCount statements = new StatementCount(Set.of("revocation-reader", "change-follower"));
    private final Cloud cloud = Cloud.counted(TestDatabase.SQLITE, statements, Map.of());
    private final TestClient http = cloud.client();
    private final TestClient other = cloud.node();
    private final String admin = cloud.admin();
    private final String user = http.get(admin, "/v3/users?name=admin").string("/users/0/id");
    private final String project = http.get(admin, "/v3/projects?name=admin").string("/projects/0/id");
    private final String credential = "'id':'" + credential() + "','secret':'a long and random secret'";

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String credential() {
        return http.post(
                        admin,
                        "/v3/users/" + user + "/application_credentials",
                        "{'application_credential':{'name':'robot','secret':'a long and random secret'}}")
                .expect(201)
                .string("/application_credential/id");
    }

    private Answer byToken(TestClient node) {
        return node.post(
                null,
                TOKENS,
                "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + admin + "'}},"
                        + "'scope':{'project':{'name':'admin','domain':{'id':'default'}}}}}");
    }

    private Answer byCredential(TestClient node) {
        return node.post(
                null,
                TOKENS,
                "{'auth':{'identity':{'methods':['application_credential'],'application_credential':{" + credential
                        + "}}}}");
    }

    private Answer validate(String token) {
        return http.send(admin, "GET", TOKENS, null, "X-Subject-Token", token);
    }

    private static String text(Answer issued) {
        return issued.expect(201).header("X-Subject-Token").orElseThrow();
    }

    private void assertFree(Runnable request) {
        statements.reset();
        request.run();
        assertThat(statements.statements()).isEmpty();
    }

    @Test
    void aTokenByTokenOrApplicationCredentialTakesNoStatementOnceItsPartsAreKnown() {
        byToken(http).expect(201);
        byCredential(http).expect(201);
        assertFree(() -> byToken(http).expect(201));
        assertFree(() -> byCredential(http).expect(201));
    }

    @Test
    void aTokenNewToANodeTakesNoStatementOnceItsPartsAreKnown() {
        validate(text(byCredential(other))).expect(200);
        var unseen = text(byCredential(other));
        assertFree(() -> validate(unseen).expect(200));
    }

    @Test
    void theCatalogTakesNoStatementUntilItChanges() {
        catalog().expect(200);
        assertFree(() -> catalog().expect(200));
        var service = http.post(admin, "/v3/services", "{'service':{'type':'weather','name':'frog'}}")
                .expect(201)
                .string("/service/id");
        http.post(
                        admin,
                        "/v3/endpoints",
                        "{'endpoint':{'service_id':'" + service + "','interface':'public','url':'http://pond'}}")
                .expect(201);
        assertThat(catalog().expect(200).text()).contains("frog");
    }

    @Test
    void aUserIsShownWithoutAStatementUntilSomethingChanges() {
        var path = "/v3/users/" + user;
        other.get(admin, path).expect(200);
        assertFree(() -> other.get(admin, path).expect(200));
        http.patch(admin, path, "{'user':{'email':'new@example.org'}}").expect(200);
        assertThat(other.get(admin, path).expect(200).string("/user/email")).isEqualTo("new@example.org");
        var plain = http.post(admin, "/v3/users", "{'user':{'name':'brief'}}")
                .expect(201)
                .string("/user/id");
        other.get(admin, "/v3/users/" + plain).expect(200);
        http.delete(admin, "/v3/users/" + plain).expect(204);
        other.get(admin, "/v3/users/" + plain).expect(404);
    }

    @Test
    void namesInRoleAssignmentsAreReadAnewWhenTheyChange() {
        var path = "/v3/role_assignments?include_names&user.id=" + user;
        assertThat(other.get(admin, path).expect(200).text()).contains("\"name\":\"admin\"");
        statements.reset();
        other.get(admin, path).expect(200);
        assertThat(statements.statements()).noneMatch(statement -> statement.contains("local_user"));
        http.patch(admin, "/v3/users/" + user, "{'user':{'name':'warden'}}").expect(200);
        http.patch(admin, "/v3/projects/" + project, "{'project':{'name':'castle'}}")
                .expect(200);
        assertThat(other.get(admin, path).expect(200).text()).contains("\"warden\"", "\"castle\"");
    }

    private Answer catalog() {
        return http.get(admin, "/v3/auth/catalog");
    }

    @Test
    void whatChangesOnOneNodeIsReadAnewOnAll() {
        byCredential(other).expect(201);
        http.patch(admin, "/v3/projects/" + project, "{'project':{'name':'renamed'}}")
                .expect(200);
        assertThat(byCredential(other).expect(201).string("/token/project/name"))
                .isEqualTo("renamed");
        byToken(other).expect(401);
        http.patch(admin, "/v3/projects/" + project, "{'project':{'name':'admin'}}")
                .expect(200);
        byToken(other).expect(201);
        http.patch(admin, "/v3/users/" + user, "{'user':{'enabled':false}}").expect(200);
        byCredential(other).expect(401);
    }
}
