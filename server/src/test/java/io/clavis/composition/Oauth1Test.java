package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import io.clavis.oauth1.TestConsumer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OAuth 1.0a in the whole service: from a consumer's question to the token that it works with. */
@EveryDatabase
class Oauth1Test {
    private static final String REQUEST = "/v3/OS-OAUTH1/request_token";
    private static final String EXCHANGE = "/v3/OS-OAUTH1/access_token";
    private static final String TOKENS = "/v3/auth/tokens";
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String project;
    private final String ada;
    private final String token;
    private final TestConsumer consumer;
    private final String path;

    Oauth1Test(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        ada = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'");
        grant("admin");
        token = login();
        consumer = consumer();
        path = "/v3/users/" + ada + "/OS-OAUTH1/access_tokens";
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** A token of OAuth with its secret. */
    private record Pair(String id, String secret) {}

    private String login() {
        return cloud.token("ada", "secret", "{'project':{'id':'" + project + "'}}");
    }

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private void grant(String role) {
        http.put(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role(role))
                .expect(204);
    }

    private void ungrant(String role) {
        http.delete(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role(role))
                .expect(204);
    }

    private TestConsumer consumer() {
        var made =
                http.post(admin, "/v3/OS-OAUTH1/consumers", "{'consumer':{}}").expect(201);
        return new TestConsumer(made.string("/consumer/id"), made.string("/consumer/secret"));
    }

    private Answer signed(TestConsumer by, String target, String tokenSecret, Map<String, String> more) {
        return http.send(
                null,
                "POST",
                target,
                null,
                "Authorization",
                by.sign(http.url() + target, tokenSecret, more),
                "Requested-Project-Id",
                project);
    }

    private Pair request() {
        return pair(signed(consumer, REQUEST, "", Map.of("callback", "oob")));
    }

    private Pair pair(Answer answer) {
        assertThat(answer.expect(201).header("Content-Type")).hasValue("application/x-www-form-urlencoded");
        assertThat(answer.text())
                .matches("oauth_token=[0-9a-f]{32}&oauth_token_secret=[0-9a-f]{32}"
                        + "&oauth_expires_at=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        var values = Stream.of(answer.text().split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Pair(values.get("oauth_token"), values.get("oauth_token_secret"));
    }

    private Answer agree(String caller, Pair request, String roles) {
        return http.send(caller, "PUT", "/v3/OS-OAUTH1/authorize/" + request.id(), "{'roles':[" + roles + "]}");
    }

    private String verifier(Pair request, String roles) {
        return agree(token, request, roles).expect(200).string("/token/oauth_verifier");
    }

    private Answer exchange(Pair request, String verifier) {
        return signed(consumer, EXCHANGE, request.secret(), Map.of("token", request.id(), "verifier", verifier));
    }

    private Pair access(String role) {
        var request = request();
        return pair(exchange(request, verifier(request, "{'name':'" + role + "'}")));
    }

    private Answer use(TestConsumer by, Pair access, String tail, String rest) {
        var header = by.sign(http.url() + TOKENS, access.secret(), Map.of("token", access.id()));
        return http.send(
                null,
                "POST",
                TOKENS + tail,
                "{'auth':{'identity':{'methods':['oauth1'],'oauth1':{}}" + rest + "}}",
                "Authorization",
                header);
    }

    private Answer use(Pair access) {
        return use(consumer, access, "", "");
    }

    private String tokenOf(Pair access) {
        return use(access).expect(201).header("X-Subject-Token").orElseThrow();
    }

    private Answer validate(String subject) {
        return http.send(admin, "GET", TOKENS, null, "X-Subject-Token", subject);
    }

    private static String message(Answer answer) {
        return answer.string("/error/message");
    }

    // Else the roles of the trust would count on the access token's project.
    @Test
    void aTrustIsOfNoUseBesideAnAccessToken() {
        var administrator = validate(admin).expect(200);
        var trust = http.post(
                        admin,
                        "/v3/OS-TRUST/trusts",
                        "{'trust':{'trustor_user_id':'" + administrator.string("/token/user/id")
                                + "','trustee_user_id':'" + ada + "','project_id':'"
                                + administrator.string("/token/project/id")
                                + "','impersonation':false,'roles':[{'name':'admin'}]}}")
                .expect(201)
                .string("/trust/id");

        var issued = use(consumer, access("reader"), "", ",'scope':{'OS-TRUST:trust':{'id':'" + trust + "'}}")
                .expect(201);

        assertThat(issued.string("/token/project/id")).isEqualTo(project);
        assertThat(issued.strings("/token/roles", "name")).containsExactly("reader");
        assertThat(issued.at("/token/OS-TRUST:trust").isMissingNode()).isTrue();
    }

    @Test
    void aConsumerGetsWhatAUserAgreedTo() {
        var access = access("member");
        var issued = use(access).expect(201);
        assertThat(issued.strings("/token/roles", "name")).containsExactlyInAnyOrder("member", "reader");
        assertThat(issued.string("/token/project/id")).isEqualTo(project);
        assertThat(issued.string("/token/user/id")).isEqualTo(ada);
        assertThat(issued.at("/token/methods").toString()).isEqualTo("[\"oauth1\"]");
        assertThat(issued.at("/token/OS-OAUTH1").toString())
                .isEqualTo("{\"access_token_id\":\"" + access.id() + "\",\"consumer_id\":\"" + consumer.id() + "\"}");
        var text = issued.header("X-Subject-Token").orElseThrow();
        assertThat(validate(text).expect(200).at("/token")).isEqualTo(issued.at("/token"));
        // Another node reads it from the database.
        var elsewhere = cloud.node().send(admin, "GET", TOKENS, null, "X-Subject-Token", text);
        assertThat(elsewhere.expect(200).at("/token/OS-OAUTH1")).isEqualTo(issued.at("/token/OS-OAUTH1"));
        http.get(text, "/v3/auth/projects").expect(200);
    }

    @Test
    void theScopeIsTheAccessTokensWhateverIsAskedFor() {
        var access = access("member");
        for (var scope : List.of("'unscoped'", "{'system':{'all':true}}", "{'domain':{'id':'default'}}")) {
            assertThat(use(consumer, access, "", ",'scope':" + scope)
                            .expect(201)
                            .string("/token/project/id"))
                    .isEqualTo(project);
        }
        assertThat(use(consumer, access, "?nocatalog", "")
                        .expect(201)
                        .at("/token")
                        .has("catalog"))
                .isFalse();
    }

    @Test
    void onlyWhoHoldsAllSecretsGetsAToken() {
        var access = access("member");
        var stranger = consumer();
        use(stranger, access, "", "").expect(401);
        use(new TestConsumer(consumer.id(), "guess"), access, "", "").expect(401);
        use(consumer, new Pair(access.id(), "guess"), "", "").expect(401);
        assertThat(message(
                        use(consumer, new Pair("f".repeat(32), "guess"), "", "").expect(404)))
                .isEqualTo("Access token not found");
        var body = "{'auth':{'identity':{'methods':['oauth1'],'oauth1':{}}}}";
        http.post(null, TOKENS, body).expect(400);
        var old = consumer.sign(
                http.url() + TOKENS, access.secret(), Map.of("token", access.id(), "timestamp", "1000000000"));
        http.send(null, "POST", TOKENS, body, "Authorization", old).expect(401);
        var without = consumer.sign(http.url() + TOKENS, access.secret(), Map.of());
        assertThat(message(http.send(null, "POST", TOKENS, body, "Authorization", without)
                        .expect(400)))
                .startsWith("Expecting to find oauth_token in request.");
    }

    @Test
    void aRequestTokenIsForKnownConsumersWhoSign() {
        var oob = Map.of("callback", "oob");
        signed(new TestConsumer(consumer.id(), "guess"), REQUEST, "", oob).expect(401);
        assertThat(message(signed(new TestConsumer("f".repeat(32), "x"), REQUEST, "", oob)
                        .expect(404)))
                .isEqualTo("Consumer not found");
        assertThat(message(signed(consumer, REQUEST, "", Map.of()).expect(400)))
                .isEqualTo("Validation failed with errors: invalid_request, detail message is: Missing callback"
                        + " URI..");
        assertThat(message(http.send(null, "POST", REQUEST, null).expect(400)))
                .startsWith("Expecting to find Authorization header");
        var header = consumer.sign(http.url() + REQUEST, "", oob);
        assertThat(message(http.send(null, "POST", REQUEST, null, "Authorization", header)
                        .expect(400)))
                .startsWith("Expecting to find Requested-Project-Id in request.");
        http.send(null, "POST", REQUEST, null, "Authorization", header, "Requested-Project-Id", "nope")
                .expect(404);
        var realm = header.replace("OAuth ", "OAuth realm=\"photos movies\", ");
        var refused = http.send(null, "POST", REQUEST, null, "Authorization", realm, "Requested-Project-Id", project);
        assertThat(message(refused.expect(400))).contains("Invalid realm ['photos', 'movies']. Allowed are [].");
        assertThat(message(signed(consumer, REQUEST, "", Map.of("callback", "oob", "token", "x\0y"))
                        .expect(404)))
                .isEqualTo("Access token not found");
        pair(signed(consumer, REQUEST + "?a=1&b=x%20y&a=%C3%A9", "", oob));
        for (var method : List.of("HMAC-SHA256", "HMAC-SHA512", "PLAINTEXT")) {
            pair(signed(consumer, REQUEST, "", Map.of("callback", "oob", "signature_method", method)));
        }
    }

    @Test
    void aUserAgreesOnlyToWhatIsTheirs() {
        var request = request();
        var foreign = cloud.create("/v3/roles", "role", "'name':'foreign'");
        agree(token, request, "{'id':'" + foreign + "'}").expect(401);
        assertThat(message(agree(token, request, "{'name':'nope'}").expect(404)))
                .isEqualTo("Role nope is not defined");
        agree(token, request, "{}").expect(400);
        agree(token, request, "{'id':'a','name':'b'}").expect(400);
        agree(null, request, "{'name':'member'}").expect(401);
        assertThat(message(
                        agree(token, new Pair("nope", ""), "{'name':'member'}").expect(404)))
                .isEqualTo("Request token not found");
        var first = verifier(request, "{'name':'member'}");
        assertThat(first).matches("[a-zA-Z2-9]{8}");
        var second = verifier(request, "{'name':'reader'}");
        exchange(request, first).expect(401);
        assertThat(use(pair(exchange(request, second))).expect(201).strings("/token/roles", "name"))
                .containsExactly("reader");
    }

    @Test
    void aRequestTokenIsExchangedOnceByTheConsumerThatAskedForIt() {
        var request = request();
        exchange(request, "abcdefgh").expect(401);
        var verifier = verifier(request, "{'name':'member'}");
        var right = Map.of("token", request.id(), "verifier", verifier);
        signed(consumer(), EXCHANGE, request.secret(), right).expect(401);
        signed(consumer, EXCHANGE, "guess", right).expect(401);
        exchange(request, "abcdefgh").expect(401);
        exchange(request, "!").expect(400);
        assertThat(message(signed(consumer, EXCHANGE, request.secret(), Map.of("token", request.id()))
                        .expect(400)))
                .startsWith("Expecting to find oauth_verifier in request.");
        pair(exchange(request, verifier));
        assertThat(message(exchange(request, verifier).expect(404))).isEqualTo("Request token not found");
    }

    @Test
    void whatAUserHandedOutIsListedShownAndEnded() {
        var access = access("member");
        var one = path + "/" + access.id();
        var shown = http.get(token, one).expect(200);
        assertThat(shown.text())
                .matches("\\{\"access_token\":\\{\"id\":\"" + access.id() + "\",\"authorizing_user_id\":\"" + ada
                        + "\",\"project_id\":\"" + project + "\",\"consumer_id\":\"" + consumer.id()
                        + "\",\"expires_at\":\"[^\"]+Z\",\"links\":\\{\"roles\":\"" + http.url() + one
                        + "/roles\",\"self\":\"" + http.url() + one + "\"}}}");
        assertThat(http.get(token, path).expect(200).at("/access_tokens/0")).isEqualTo(shown.at("/access_token"));
        var roles = http.get(token, one + "/roles").expect(200);
        assertThat(roles.strings("/roles", "name")).containsExactly("member");
        assertThat(roles.at("/roles/0").has("description")).isFalse();
        assertThat(http.get(token, one + "/roles/" + role("member")).expect(200).at("/role"))
                .isEqualTo(roles.at("/roles/0"));
        http.get(token, one + "/roles/" + role("admin")).expect(404);
        for (var address : List.of(path, one, one + "/roles", one + "/roles/" + role("member"))) {
            assertThat(http.head(token, address).expect(200).text()).isEmpty();
            http.get(null, address).expect(401);
        }
        var elsewhere = one.replace(ada, "somebody");
        http.get(token, elsewhere).expect(404);
        http.get(token, elsewhere + "/roles").expect(404);
        http.get(token, elsewhere + "/roles/" + role("member")).expect(401);
        http.delete(token, elsewhere).expect(401);
        var issued = tokenOf(access);
        http.delete(token, one).expect(204);
        assertThat(message(validate(issued).expect(404))).isEqualTo("Access token not found");
        http.get(issued, "/v3/auth/projects").expect(401);
        for (var gone : List.of(http.get(token, one), http.delete(token, one), use(access))) {
            assertThat(message(gone.expect(404))).isEqualTo("Access token not found");
        }
    }

    @Test
    void anAccessTokenIsWorthWhatItsUserStillHolds() {
        var access = access("admin");
        var issued = tokenOf(access);
        ungrant("admin");
        validate(issued).expect(404);
        use(access).expect(401);
        grant("reader");
        assertThat(validate(issued).expect(200).strings("/token/roles", "name")).containsExactly("reader");
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':false}}").expect(200);
        use(access).expect(401);
    }

    @Test
    void nobodyMakesMoreOfADelegation() {
        var delegated = tokenOf(access("admin"));
        var request = request();
        agree(delegated, request, "{'name':'reader'}").expect(403);
        agree(delegated, new Pair("nope", ""), "{'name':'reader'}").expect(403);
        http.get(delegated, path).expect(403);
        http.delete(delegated, path + "/nope").expect(403);
        http.get(delegated, path + "/nope").expect(403);
        http.get(delegated, path + "/nope/roles").expect(404);
        var again = http.post(
                null,
                TOKENS,
                "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + delegated + "'}},'scope':'unscoped'}}");
        assertThat(message(again.expect(403)))
                .isEqualTo("You are not authorized to perform the requested action: Using OAuth-scoped token to"
                        + " create another token. Create a new OAuth-scoped token instead.");
        var credentials = "/v3/users/" + ada + "/application_credentials";
        http.post(delegated, credentials, "{'application_credential':{'name':'x'}}")
                .expect(403);
        var made = http.post(token, credentials, "{'application_credential':{'name':'x','unrestricted':true}}")
                .expect(201);
        var other = http.post(
                        null,
                        TOKENS,
                        "{'auth':{'identity':{'methods':['application_credential'],'application_credential':{'id':'"
                                + made.string("/application_credential/id") + "','secret':'"
                                + made.string("/application_credential/secret") + "'}}}}")
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        agree(other, request, "{'name':'reader'}").expect(403);
        http.get(other, path).expect(403);
    }

    @Test
    void theyGoWithTheirConsumerTheirUserAndTheirProject() {
        var access = access("member");
        var issued = tokenOf(access);
        http.delete(admin, "/v3/OS-OAUTH1/consumers/" + consumer.id()).expect(204);
        validate(issued).expect(404);
        use(access).expect(404);
        assertThat(http.get(admin, "/v3/OS-REVOKE/events").text()).contains("OS-OAUTH1:consumer_id");
        assertThat(cloud.traces(access.id())).isEmpty();
    }

    @Test
    void nothingOfThemIsLeftOfADeletedUser() {
        var access = access("member");
        var pending = request();
        verifier(pending, "{'name':'member'}");
        http.delete(admin, "/v3/users/" + ada).expect(204);
        assertThat(cloud.traces(ada)).isEmpty();
        assertThat(cloud.traces(access.id())).isEmpty();
        use(access).expect(404);
    }

    @Test
    void nothingOfThemIsLeftOfADeletedProject() {
        var access = access("member");
        request();
        http.delete(admin, "/v3/projects/" + project).expect(204);
        assertThat(cloud.traces(project)).isEmpty();
        use(access).expect(404);
    }
}
