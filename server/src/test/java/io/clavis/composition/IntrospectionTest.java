package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Token introspection in the whole service. */
@EveryDatabase
class IntrospectionTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final Cloud cloud;
    private final String admin;
    private final String adminId;
    private final String subject;
    private final String subjectId;

    IntrospectionTest(TestDatabase database) {
        cloud = Cloud.start(database);
        admin = cloud.admin();
        adminId = shown(admin).string("/token/user/id");
        subjectId = cloud.client()
                .post(admin, "/v3/users", "{'user':{'name':'jane','password':'secret'}}")
                .expect(201)
                .string("/user/id");
        subject = login();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private TestServer.Answer shown(String token) {
        return cloud.client()
                .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
    }

    private String login() {
        return cloud.client()
                .post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['password'],'password':{'user':{'id':'" + subjectId
                                + "','password':'secret'}}}}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
    }

    private HttpResponse<byte[]> introspect(String form, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(cloud.client().url() + "/v3/auth/OS-CLAVIS/introspect"))
                .POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.parse(answer.body()).orElseThrow();
    }

    private static String token(String text) {
        return "token=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&token_type_hint=access_token";
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertInactive(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(Json.object().put("active", false));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aValidTokenIsDescribed() {
        for (var headers : new String[][] {{"X-Auth-Token", admin}, {"Authorization", "bearer " + admin}}) {
            var answer = introspect(token(admin), headers);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            var body = json(answer);
            var shown = shown(admin);
            assertThat(body.path("active").asBoolean()).isTrue();
            assertThat(body.path("sub").asString()).isEqualTo(adminId);
            assertThat(body.path("username").asString()).isEqualTo(shown.string("/token/user/name"));
            assertThat(body.path("jti").asString()).isEqualTo(shown.string("/token/audit_ids/0"));
            assertThat(body.path("exp").asLong()).isEqualTo(body.path("iat").asLong() + 3600);
            assertThat(body.path("iss").asString()).endsWith("/v3");
            assertThat(body.path("scope").asString().split(" ")).contains("admin", "member", "reader");
            assertThat(body.path("openstack_project_id").asString()).isEqualTo(shown.string("/token/project/id"));
            assertThat(body.path("openstack_project_domain_id").asString()).isEqualTo("default");
        }
    }

    @Test
    void aTokenThatIsNotValidIsOnlyInactive() {
        assertInactive(introspect(token("gAAAAABinvalid"), "X-Auth-Token", admin));
        assertInactive(introspect(token(""), "X-Auth-Token", admin));
        cloud.client()
                .send(admin, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", subject)
                .expect(204);
        assertInactive(introspect(token(subject), "X-Auth-Token", admin));
    }

    @Test
    void anApplicationCredentialMayAskWithItsSecret() {
        var made = cloud.client()
                .post(
                        admin,
                        "/v3/users/" + adminId + "/application_credentials",
                        "{'application_credential':{'name':'gateway'}}")
                .expect(201);
        var id = made.string("/application_credential/id");
        var secret = made.string("/application_credential/secret");
        for (int i = 0; i < 2; i++) {
            var answer = introspect(token(subject), "Authorization", basic(id, secret));
            assertThat(json(answer).path("sub").asString()).isEqualTo(subjectId);
        }
        var form = token(subject) + "&client_id=" + id + "&client_secret=" + secret;
        assertThat(json(introspect(form)).path("active").asBoolean()).isTrue();
        assertThat(introspect(token(subject), "Authorization", basic(id, "wrong"))
                        .statusCode())
                .isEqualTo(401);
        cloud.client()
                .delete(admin, "/v3/users/" + adminId + "/application_credentials/" + id)
                .expect(204);
        assertThat(introspect(token(subject), "Authorization", basic(id, secret))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoIsNobodyIsAskedForClientAuthentication() {
        for (var headers : new String[][] {
            {}, {"X-Auth-Token", "none"}, {"Authorization", "Bearer none"}, {"Authorization", "Basic !"}
        }) {
            var answer = introspect(token(subject), headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void whoMayNotValidateTokensLearnsOnlyOfTheirOwn() {
        assertThat(json(introspect(token(subject), "X-Auth-Token", subject))
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(introspect(token(admin), "X-Auth-Token", subject).statusCode())
                .isEqualTo(403);
        assertThat(introspect(token("gAAAAABinvalid"), "X-Auth-Token", subject).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        var answer = introspect("token_type_hint=access_token", "X-Auth-Token", admin);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").path("message").asString()).contains("token");
    }

    @Test
    void aTokenNarrowedByAccessRulesIsInactiveForWhoCannotKeepThem() {
        var made = cloud.client()
                .post(
                        admin,
                        "/v3/users/" + adminId + "/application_credentials",
                        "{'application_credential':{'name':'narrow','access_rules':[{'service':'compute',"
                                + "'method':'GET','path':'/v2.1/servers'}]}}")
                .expect(201);
        var narrowed = cloud.client()
                .post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['application_credential'],'application_credential':{'id':'"
                                + made.string("/application_credential/id")
                                + "','secret':'" + made.string("/application_credential/secret") + "'}}}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        assertInactive(introspect(token(narrowed), "X-Auth-Token", admin));
    }
}
