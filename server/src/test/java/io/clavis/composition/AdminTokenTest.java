package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.TestDatabase;
import io.clavis.http.Operation;
import io.clavis.http.TestClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code [DEFAULT] admin_token} in the whole service. */
class AdminTokenTest {
    private static final String SECRET = "the-admin-token";
    private static final String HOMELESS = "You have tried to create a resource using the admin token. As this token is"
            + " not within a domain you must explicitly include a domain for this resource to belong to.";
    private final Cloud cloud = Cloud.start(TestDatabase.SQLITE, Map.of("DEFAULT.admin_token", SECRET));
    private final TestClient http = cloud.client();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void itsBearerIsAskedNoRule() {
        http.get(SECRET, "/v3/users").expect(200);
        http.get(SECRET, "/v3/role_assignments").expect(200);
        http.post(SECRET, "/v3/domains", "{'domain':{'name':'new'}}").expect(201);
        http.post(SECRET, "/v3/projects", "{'project':{'name':'new','domain_id':'default'}}")
                .expect(201);
        http.get(SECRET, "/v3/roles/nowhere").expect(404);
        var token = cloud.admin();
        http.send(SECRET, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
        http.post(SECRET, "/v3/ec2tokens", "{}").expect(400);
    }

    @Test
    void itsBearerIsNobody() {
        for (var list : new String[] {"projects", "domains", "system"}) {
            assertThat(http.get(SECRET, "/v3/auth/" + list).expect(200).at("/" + list))
                    .isEmpty();
        }
        http.get(SECRET, "/v3/auth/catalog").expect(403);
        for (var kind : new String[] {"project", "user", "group"}) {
            var answer = http.post(SECRET, "/v3/" + kind + "s", "{'" + kind + "':{'name':'homeless'}}")
                    .expect(400);
            assertThat(answer.string("/error/message")).isEqualTo(HOMELESS);
        }
    }

    @Test
    void itIsNoTokenThatCouldBeShown() {
        http.send(SECRET, "GET", "/v3/auth/tokens", null, "X-Subject-Token", SECRET)
                .expect(404);
        http.send(cloud.admin(), "GET", "/v3/auth/tokens", null, "X-Subject-Token", SECRET)
                .expect(404);
        http.post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + SECRET + "'}}}}")
                .expect(404);
    }

    @Test
    void whatIsAlmostItOpensNothing() {
        for (var other : new String[] {SECRET + "x", "the-admin-toke", "The-admin-token", "x"}) {
            http.get(other, "/v3/users").expect(401);
        }
        try (var without = Cloud.start(TestDatabase.SQLITE, Map.of("DEFAULT.admin_token", ""))) {
            without.client().get(SECRET, "/v3/users").expect(401);
        }
    }

    @Test
    void noOperationStumblesOverNobody() {
        try (var capabilities = Capabilities.open(cloud.configuration())) {
            var tokens = Keystone.tokens(cloud.configuration(), capabilities);
            for (var operation : Keystone.operations(cloud.configuration(), capabilities, tokens)
                    .all()) {
                for (var body : new String[] {null, "{}", example(operation)}) {
                    var sent = operation.method().equals("GET") ? null : body;
                    var path = operation.path().replaceAll("\\{[^}]+}", "none");
                    var answer = http.send(SECRET, operation.method(), path, sent);
                    assertThat(answer.status())
                            .as(operation.method() + " " + path + " " + sent + ": " + answer.text())
                            .isLessThan(500);
                }
            }
        }
    }

    private static String example(Operation operation) {
        return operation.path().endsWith("/credentials")
                ? "{'credential':{'type':'totp','blob':'x','user_id':'x'}}"
                : "{'application_credential':{'name':'x'},'tenant_id':'x'}";
    }
}
