package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import io.clavis.oauth1.TestConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way to guess a secret ends soon, before anything is hashed, and costs the same whether or not anybody is there. */
@EveryDatabase
class GuessingTest {
    private static final int LIMIT = 5;
    private static final String TOKENS = "/v3/auth/tokens";
    private final Cloud cloud;
    private final Capabilities capabilities;
    private final Keystone node;
    private final TestClient http;
    private final String admin;
    private final String ada;
    private final String project;

    // The setup logs in once for each of what it creates; the node that is tried has seen nobody.
    GuessingTest(TestDatabase database) {
        cloud = Cloud.start(
                database,
                Map.of(
                        "clavis.failed_attempts_per_user",
                        Integer.toString(LIMIT),
                        "auth.methods",
                        "password,token,oauth1,application_credential,totp,ec2credential"));
        admin = cloud.admin();
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        ada = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'");
        var configuration = cloud.configuration();
        capabilities = Capabilities.open(configuration);
        node = Keystone.start(configuration, capabilities);
        http = new TestClient("http://127.0.0.1:" + node.port());
    }

    @AfterEach
    void stop() {
        node.close();
        cloud.close();
    }

    private Answer authenticate(String method, String content) {
        return http.post(
                null,
                TOKENS,
                "{'auth':{'identity':{'methods':['" + method + "'],'" + method + "':{" + content + "}}}}");
    }

    private Answer password(String user, String password) {
        return authenticate("password", "'user':{" + user + ",'password':'" + password + "'}");
    }

    private static String named(String name) {
        return "'name':'" + name + "','domain':{'id':'default'}";
    }

    private long hashesOf(Supplier<Answer> attempt, int status) {
        long before = capabilities.passwords().computed();
        attempt.get().expect(status);
        return capabilities.passwords().computed() - before;
    }

    /** Wrong ones up to the limit, then 429 without a hash. */
    private void assertLimited(int limit, int refusal, Supplier<Answer> attempt) {
        for (int i = 0; i < limit; i++) {
            attempt.get().expect(refusal);
        }
        long before = capabilities.passwords().computed();
        var limited = attempt.get().expect(429);
        assertThat(limited.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isPositive();
        assertThat(capabilities.passwords().computed()).isEqualTo(before);
    }

    @Test
    void aPasswordIsGuessedAtByIdAndNameTogether() {
        password("'id':'" + ada + "'", "wrong").expect(401);
        password(named("ada"), "wrong").expect(401);
        assertLimited(LIMIT - 2, 401, () -> password("'domain':{'name':'Default'},'name':'ada'", "wrong"));
        password(named("ada"), "secret").expect(429);
    }

    @Test
    void whoIsNotThereIsLimitedAlike() {
        assertLimited(LIMIT, 401, () -> password(named("nobody"), "wrong"));
        password("'domain':{'name':'Default'},'name':'NOBODY'", "wrong").expect(429);
        assertLimited(LIMIT, 401, () -> password("'id':'nobody'", "wrong"));
        assertLimited(LIMIT, 401, () -> password("'name':'ada','domain':{'id':'nowhere'}", "wrong"));
    }

    @Test
    void everyFailedPasswordCostsOneHash() {
        var disabled = cloud.create("/v3/users", "user", "'name':'eve','password':'secret','enabled':false");
        var without = cloud.create("/v3/users", "user", "'name':'bob'");
        for (var user : new String[] {
            named("ada"),
            named("nobody"),
            named("eve"),
            named("bob"),
            "'id':'" + ada + "'",
            "'id':'nobody'",
            "'id':'" + disabled + "'",
            "'id':'" + without + "'",
            "'name':'ada','domain':{'name':'nowhere'}"
        }) {
            assertThat(hashesOf(() -> password(user, "wrong"), 401)).as(user).isOne();
        }
        assertThat(hashesOf(() -> password(named("ada"), "secret"), 201)).isOne();
        for (var id : new String[] {ada, without}) {
            assertThat(hashesOf(() -> change(id, "wrong"), 401)).as(id).isOne();
        }
    }

    @Test
    void rightPasswordsAreNotCounted() {
        for (int i = 0; i < 3 * LIMIT; i++) {
            password(named("ada"), "secret").expect(201);
        }
    }

    private Answer change(String id, String original) {
        return http.post(
                null,
                "/v3/users/" + id + "/password",
                "{'user':{'original_password':'" + original + "','password':'other'}}");
    }

    @Test
    void aPasswordIsNotGuessedByChangingItEither() {
        assertLimited(LIMIT, 401, () -> change(ada, "wrong"));
        password(named("ada"), "secret").expect(429);
    }

    private String adminId() {
        return cloud.client()
                .send(admin, "GET", TOKENS, null, "X-Subject-Token", admin)
                .string("/token/user/id");
    }

    private String applicationCredential() {
        return cloud.client()
                .post(
                        admin,
                        "/v3/users/" + adminId() + "/application_credentials",
                        "{'application_credential':{'name':'app','secret':'right','roles':[{'name':'reader'}]}}")
                .expect(201)
                .string("/application_credential/id");
    }

    private Answer applicationCredential(String id, String secret) {
        return authenticate("application_credential", "'id':'" + id + "','secret':'" + secret + "'");
    }

    @Test
    void theRightSecretOfAnApplicationCredentialIsHashedOnce() {
        var id = applicationCredential();
        assertThat(hashesOf(() -> applicationCredential(id, "right"), 201)).isOne();
        assertThat(hashesOf(() -> applicationCredential(id, "right"), 201)).isZero();
        assertThat(hashesOf(() -> applicationCredential(id, "Right"), 401)).isOne();
        assertThat(hashesOf(() -> applicationCredential(id, "right"), 201)).isZero();
    }

    @Test
    void theSecretOfADeletedApplicationCredentialIsNoUse() {
        var id = applicationCredential();
        applicationCredential(id, "right").expect(201);
        cloud.client()
                .delete(admin, "/v3/users/" + adminId() + "/application_credentials/" + id)
                .expect(204);
        applicationCredential(id, "right").expect(404);
    }

    @Test
    void anApplicationCredentialIsLimitedThereOrNot() {
        var id = applicationCredential();
        assertLimited(LIMIT, 401, () -> applicationCredential(id, "wrong"));
        assertLimited(LIMIT, 404, () -> applicationCredential("nosuch", "wrong"));
        var named = "'name':'nosuch','secret':'x','user':{" + named("admin") + "}";
        assertLimited(LIMIT, 401, () -> authenticate("application_credential", named));
        var nobody = "'name':'nosuch','secret':'x','user':{" + named("nobody") + "}";
        assertLimited(LIMIT, 404, () -> authenticate("application_credential", nobody));
    }

    @Test
    void aSecretTakesOneHashWhateverIsWrong() {
        var id = applicationCredential();
        assertThat(hashesOf(() -> applicationCredential(id, "right"), 201)).isOne();
        assertThat(hashesOf(() -> applicationCredential(id, "wrong"), 401)).isOne();
        var unknown = "'name':'nosuch','secret':'x','user':{" + named("admin") + "}";
        assertThat(hashesOf(() -> authenticate("application_credential", unknown), 401))
                .isOne();
        var users = cloud.client().get(admin, "/v3/users?name=admin").string("/users/0/id");
        cloud.client()
                .patch(admin, "/v3/users/" + users, "{'user':{'enabled':false}}")
                .expect(200);
        assertThat(hashesOf(() -> applicationCredential(id, "right"), 401)).isOne();
    }

    @Test
    void anOauth2ClientIsTheSameApplicationCredential() {
        var id = applicationCredential();
        Supplier<Answer> attempt = () -> form("grant_type=client_credentials&client_id=" + id + "&client_secret=wrong");
        attempt.get().expect(401);
        assertLimited(LIMIT - 1, 401, attempt);
        assertThat(attempt.get().string("/error")).isEqualTo("other_error");
        applicationCredential(id, "right").expect(429);
    }

    private Answer form(String body) {
        var request = HttpRequest.newBuilder(URI.create(http.url() + "/v3/OS-OAUTH2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return new Answer(client.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // A passcode is one of a million, so a guess at one weighs as much as all that there are here.
    @Test
    void aPasscodeIsLimitedMoreStrictly() {
        assertLimited(1, 401, () -> authenticate("totp", "'user':{'id':'" + ada + "','passcode':'000000'}"));
        assertLimited(1, 401, () -> authenticate("totp", "'user':{" + named("nobody") + ",'passcode':'000000'}"));
        password(named("ada"), "secret").expect(201);
    }

    @Test
    void aSignatureIsGuessedAtByItsKey() {
        Supplier<Answer> attempt = () -> http.post(
                admin,
                "/v3/ec2tokens",
                "{'credentials':{'access':'nosuch','signature':'x','host':'h','verb':'GET','path':'/','params':{}}}");
        assertLimited(LIMIT, 404, attempt);
        Supplier<Answer> s3 = () ->
                http.post(admin, "/v3/s3tokens", "{'credentials':{'access':'other','signature':'x','token':'x'}}");
        assertLimited(LIMIT, 404, s3);
    }

    @Test
    void aConsumerIsLimitedWhateverItSigns() {
        var consumer = new TestConsumer("0123456789abcdef0123456789abcdef", "wrong");
        assertLimited(LIMIT, 404, () -> signed(consumer, "/v3/OS-OAUTH1/request_token", Map.of("callback", "oob")));
        var token = "fedcba9876543210fedcba9876543210";
        assertLimited(
                0,
                429,
                () -> signed(consumer, "/v3/OS-OAUTH1/access_token", Map.of("token", token, "verifier", "12345678")));
        assertLimited(
                0,
                429,
                () -> http.send(
                        null,
                        "POST",
                        TOKENS,
                        "{'auth':{'identity':{'methods':['oauth1'],'oauth1':{}}}}",
                        "Authorization",
                        consumer.sign(http.url() + TOKENS, "", Map.of("token", token))));
    }

    private Answer signed(TestConsumer by, String target, Map<String, String> more) {
        return http.send(
                null,
                "POST",
                target,
                null,
                "Authorization",
                by.sign(http.url() + target, "", more),
                "Requested-Project-Id",
                project);
    }

    @Test
    void aReceiptIsLimitedWithItsUser() {
        Supplier<Answer> attempt = () -> http.send(
                null,
                "POST",
                TOKENS,
                "{'auth':{'identity':{'methods':['password'],'password':{'user':{'id':'" + ada
                        + "','password':'secret'}}}}}",
                "Openstack-Auth-Receipt",
                "gAAAAforged");
        assertLimited(LIMIT, 401, attempt);
    }
}
