package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OAuth 2.0 client credentials in the whole service. */
@EveryDatabase
class Oauth2TokenTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";
    private final TestDatabase database;
    private final Cloud cloud;
    private final String admin;
    private final String id;
    private final String secret;

    Oauth2TokenTest(TestDatabase database) {
        this.database = database;
        cloud = Cloud.start(database);
        admin = cloud.admin();
        var self = cloud.client()
                .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                .expect(200)
                .string("/token/user/id");
        var made = cloud.client()
                .post(
                        admin,
                        "/v3/users/" + self + "/application_credentials",
                        "{'application_credential':{'name':'client','roles':[{'name':'reader'}]}}")
                .expect(201);
        id = made.string("/application_credential/id");
        secret = made.string("/application_credential/secret");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private HttpResponse<byte[]> send(Cloud to, String method, String type, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(to.client().url() + "/v3/OS-OAUTH2/token"))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
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

    private HttpResponse<byte[]> post(String body, String... headers) {
        return send(cloud, "POST", FORM, body, headers);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.parse(answer.body()).orElseThrow();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String error, String description) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer)).isEqualTo(Json.object().put("error", error).put("error_description", description));
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void aClientGetsAnOrdinaryToken() {
        var form = GRANT + "&client_id=" + id + "&client_secret=" + secret;
        for (var answer : new HttpResponse<?>[] {
            post(GRANT, "Authorization", basic(id, secret)),
            post(GRANT + "&client_id=x&client_secret=y", "Authorization", basic(id, secret)),
            post(form),
            send(cloud, "POST", "Application/X-WWW-Form-URLEncoded; charset=utf-8", form)
        }) {
            assertThat(answer.statusCode()).isEqualTo(200);
            var body = Json.parse((byte[]) answer.body()).orElseThrow();
            assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
            assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
            var shown = cloud.client()
                    .send(
                            admin,
                            "GET",
                            "/v3/auth/tokens",
                            null,
                            "X-Subject-Token",
                            body.path("access_token").asString())
                    .expect(200);
            assertThat(shown.string("/token/application_credential/id")).isEqualTo(id);
            assertThat(shown.strings("/token/roles", "name")).containsExactly("reader");
        }
    }

    @Test
    void anotherGrantIsRefused() {
        var required = "The parameter grant_type is required.";
        assertRefused(post("client_id=x"), 400, "invalid_request", required);
        assertRefused(send(cloud, "POST", null, null), 400, "invalid_request", required);
        assertRefused(send(cloud, "POST", "text/plain", GRANT), 400, "invalid_request", required);
        assertRefused(send(cloud, "POST", "application/json", "{"), 400, "invalid_request", required);
        assertRefused(
                post("grant_type=pass%C3%A9"),
                400,
                "unsupported_grant_type",
                "The parameter grant_type passé is not supported.");
    }

    @Test
    void aClientThatIsNotKnownIsRefused() {
        var failed = "Client authentication failed.";
        assertRefused(post(GRANT), 401, "invalid_client", failed);
        assertRefused(post(GRANT + "&client_id=" + id), 401, "invalid_client", failed);
        for (var authorization : new String[] {"Basic !!!", "Basic " + "YWJj", "Bearer x", "Basic"}) {
            assertRefused(post(GRANT, "Authorization", authorization), 401, "invalid_client", failed);
        }
        assertRefused(
                post(GRANT, "Authorization", basic(id, "wrong")),
                401,
                "invalid_client",
                "The request you have made requires authentication.");
        assertRefused(
                post(GRANT, "Authorization", basic("nobody", "x")),
                404,
                "other_error",
                "An unknown error occurred and failed to get an OAuth2.0 access token.");
    }

    @Test
    void otherMethodsAreRefusedInTheFormOfTheStandard() {
        for (var method : new String[] {"GET", "PUT", "PATCH", "DELETE"}) {
            assertRefused(
                    send(cloud, method, FORM, "a=b"),
                    405,
                    "other_error",
                    "The method is not allowed for the requested URL.");
        }
        assertThat(send(cloud, "HEAD", null, null).statusCode()).isEqualTo(405);
    }

    @Test
    void anOperatorMayForbidSecrets() {
        try (var other = Cloud.start(database, Map.of("oauth2.oauth2_authn_methods", "tls_client_auth"))) {
            assertRefused(
                    send(other, "POST", FORM, GRANT, "Authorization", basic(id, secret)),
                    401,
                    "invalid_client",
                    "Client authentication failed.");
        }
    }

    @Test
    void aFormIsNoRequestForAnythingElse() {
        cloud.client()
                .send(null, "POST", "/v3/auth/tokens", null, "Content-Type", FORM)
                .expect(400);
    }

    @Test
    void whatWasForPkiTokensIsGone() {
        for (var path : new String[] {"/v3/OS-SIMPLE-CERT/ca", "/v3/OS-SIMPLE-CERT/certificates"}) {
            var answer = cloud.client().get(null, path).expect(410);
            assertThat(answer.string("/error/message"))
                    .isEqualTo("This API is no longer available due to the removal of support for PKI tokens.");
            assertThat(answer.string("/error/title")).isEqualTo("Gone");
            cloud.client().head(null, path).expect(410);
            cloud.client().post(null, path, "{}").expect(405);
        }
    }
}
