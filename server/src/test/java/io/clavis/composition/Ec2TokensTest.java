package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 and S3 credentials in the whole service. */
@EveryDatabase
class Ec2TokensTest {
    private final TestDatabase database;
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String project;
    private final String ada;

    Ec2TokensTest(TestDatabase database) {
        this.database = database;
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        ada = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'");
        http.put(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role("member"))
                .expect(204);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private record Key(String access, String secret) {}

    private String role(String name) {
        return http.get(admin, "/v3/roles?name=" + name).expect(200).string("/roles/0/id");
    }

    private String ada() {
        return cloud.token("ada", "secret", "{'project':{'id':'" + project + "'}}");
    }

    private Key key() {
        var made = http.post(ada(), "/v3/users/" + ada + "/credentials/OS-EC2", "{'tenant_id':'" + project + "'}")
                .expect(201);
        return new Key(made.string("/credential/access"), made.string("/credential/secret"));
    }

    /** A key of ada's whose blob says more. */
    private Key key(String more) {
        return key(ada(), ada, more);
    }

    private Key key(String caller, String owner, String more) {
        var key = new Key("access-" + System.nanoTime(), "the-secret");
        var blob = "{\\'access\\':\\'" + key.access + "\\',\\'secret\\':\\'the-secret\\'," + more + "}";
        http.post(
                        caller,
                        "/v3/credentials",
                        "{'credential':{'type':'ec2','user_id':'" + owner + "','project_id':'" + project + "','blob':'"
                                + blob + "'}}")
                .expect(201);
        return key;
    }

    private Answer ec2(String caller, Key key, Instant time) {
        return http.post(
                caller, "/v3/ec2tokens", "{'credentials':" + signed(key.access, key.secret, time.toString()) + "}");
    }

    // Version 0 signs the least, which does here: SignaturesTest has the others.
    static String signed(String access, String secret, String time) {
        return "{'access':'" + access + "','signature':'" + hmac(secret, "DescribeInstances" + time)
                + "','host':'nova','verb':'GET','path':'/','params':{'SignatureVersion':'0',"
                + "'Action':'DescribeInstances','Timestamp':'" + time + "'}}";
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String message(Answer answer) {
        return answer.string("/error/message");
    }

    @Test
    void aSignedRequestBecomesATokenOfItsSigner() {
        var answer = ec2(admin, key(), now()).expect(200);
        assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"ec2credential\"]");
        assertThat(answer.string("/token/user/id")).isEqualTo(ada);
        assertThat(answer.string("/token/project/id")).isEqualTo(project);
        assertThat(answer.strings("/token/roles", "name")).containsExactlyInAnyOrder("member", "reader");
        assertThat(answer.at("/token/catalog").isArray()).isTrue();

        var token = answer.header("X-Subject-Token").orElseThrow();
        for (var node : new TestClient[] {http, cloud.node()}) {
            var shown = node.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                    .expect(200);
            assertThat(shown.at("/token")).isEqualTo(answer.at("/token"));
        }
    }

    @Test
    void suchATokenOpensNothingOfKeystone() {
        var token =
                ec2(admin, key(), now()).expect(200).header("X-Subject-Token").orElseThrow();
        for (var node : new TestClient[] {http, cloud.node()}) {
            for (var path : new String[] {"/v3/users/" + ada, "/v3", "/v3/auth/projects"}) {
                assertThat(message(node.get(token, path).expect(403)))
                        .isEqualTo("You are not authorized to perform the requested action.");
            }
            node.send(token, "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", token)
                    .expect(403);
            node.post(
                            null,
                            "/v3/auth/tokens",
                            "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + token + "'}}}}")
                    .expect(403);
        }
        http.post(null, "/v3/auth/tokens", "{'auth':{'identity':{'methods':['ec2credential'],'ec2credential':{}}}}")
                .expect(401);
    }

    @Test
    void onlyServicesMayAsk() {
        var key = key();
        ec2(null, key, now()).expect(401);
        ec2(ada(), key, now()).expect(403);
        http.post(ada(), "/v3/s3tokens", "{}").expect(403);
        var service = cloud.create("/v3/users", "user", "'name':'nova','password':'secret'");
        http.put(admin, "/v3/projects/" + project + "/users/" + service + "/roles/" + role("service"))
                .expect(204);
        ec2(cloud.token("nova", "secret", "{'project':{'id':'" + project + "'}}"), key, now())
                .expect(200);
        http.get(admin, "/v3/ec2tokens").expect(405);
    }

    @Test
    void anS3RequestBecomesAnAnswerWithoutAToken() {
        var key = key();
        var toSign = "GET\n\n\nTue, 27 Mar 2007 19:36:42 +0000\n/bucket";
        var body = "{'credentials':{'access':'" + key.access + "','token':'"
                + Base64.getUrlEncoder().encodeToString(toSign.getBytes(StandardCharsets.UTF_8)) + "','signature':'";
        var answer = http.post(admin, "/v3/s3tokens", body + hmac(key.secret, toSign) + "'}}")
                .expect(200);
        assertThat(answer.string("/token/user/id")).isEqualTo(ada);
        assertThat(answer.header("X-Subject-Token")).isEmpty();
        http.post(admin, "/v3/s3tokens", body + "x'}}").expect(401);
        http.post(admin, "/v3/s3tokens", "{'credentials':{'access':'" + key.access + "'}}")
                .expect(400);
    }

    @Test
    void aBadSignatureAndAnOldOneAreRefused() {
        var key = key();
        ec2(admin, new Key(key.access, "wrong"), now()).expect(401);
        ec2(admin, key, now().minus(14, ChronoUnit.MINUTES)).expect(200);
        ec2(admin, key, now().minus(16, ChronoUnit.MINUTES)).expect(401);
        http.post(admin, "/v3/ec2tokens", "{'credentials':" + signed(key.access, key.secret, "yesterday") + "}")
                .expect(401);
        assertThat(message(ec2(admin, new Key("unknown", "x"), now()).expect(404)))
                .isEqualTo("EC2 access key not found.");
    }

    @Test
    void theRequestHasThreeNames() {
        var key = key();
        for (var name : new String[] {"credentials", "credential", "ec2Credentials"}) {
            http.post(
                            admin,
                            "/v3/ec2tokens",
                            "{'" + name + "':" + signed(key.access, key.secret, now().toString()) + "}")
                    .expect(200);
        }
        http.post(
                        admin,
                        "/v3/ec2tokens",
                        "{'credentials':{},'credential':null,'ec2Credentials':"
                                + signed(key.access, key.secret, now().toString()) + "}")
                .expect(200);
    }

    @Test
    void requestsWithoutWhatIsNeededAreToldApart() {
        for (var body : new String[] {null, "{}"}) {
            assertThat(message(http.post(admin, "/v3/ec2tokens", body).expect(400)))
                    .isEqualTo("request must include a request body");
        }
        http.post(admin, "/v3/ec2tokens", "[]").expect(400);
        http.post(admin, "/v3/ec2tokens", "{'credentials':{}}").expect(401);
        http.post(admin, "/v3/ec2tokens", "{'other':{}}").expect(401);
        http.post(admin, "/v3/ec2tokens", "{'credentials':'access'}").expect(400);
        http.post(admin, "/v3/ec2tokens", "{'credentials':{'access':5}}").expect(400);
        http.post(admin, "/v3/ec2tokens", "{'credentials':{'access':'" + key().access + "'}}")
                .expect(401);
    }

    @Test
    void whoIsGoneOrDisabledGetsNothing() {
        var key = key();
        http.patch(admin, "/v3/projects/" + project, "{'project':{'enabled':false}}")
                .expect(200);
        ec2(admin, key, now()).expect(401);
        http.patch(admin, "/v3/projects/" + project, "{'project':{'enabled':true}}")
                .expect(200);
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':false}}").expect(200);
        ec2(admin, key, now()).expect(401);
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':true}}").expect(200);
        ec2(admin, key, now()).expect(200);
        http.delete(admin, "/v3/projects/" + project + "/users/" + ada + "/roles/" + role("member"))
                .expect(204);
        ec2(admin, key, now()).expect(401);
        http.delete(admin, "/v3/users/" + ada).expect(204);
        ec2(admin, key, now()).expect(404);
    }

    @Test
    void aKeyOfAnApplicationCredentialIsNarrowedByIt() {
        var made = http.post(
                        ada(),
                        "/v3/users/" + ada + "/application_credentials",
                        "{'application_credential':{'name':'narrow','roles':[{'name':'reader'}]}}")
                .expect(201)
                .string("/application_credential/id");
        var answer =
                ec2(admin, key("\\'app_cred_id\\':\\'" + made + "\\'"), now()).expect(200);
        assertThat(answer.strings("/token/roles", "name")).containsExactly("reader");
        assertThat(answer.string("/token/application_credential/id")).isEqualTo(made);
        ec2(admin, key("\\'app_cred_id\\':\\'nowhere\\'"), now()).expect(404);
    }

    @Test
    void somebodyElsesApplicationCredentialIsOfNoUse() {
        var own = http.get(admin, "/v3/auth/tokens").status();
        assertThat(own).isEqualTo(404);
        var user = http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", admin)
                .expect(200);
        var adminId = user.string("/token/user/id");
        var made = http.post(
                        admin,
                        "/v3/users/" + adminId + "/application_credentials",
                        "{'application_credential':{'name':'own'}}")
                .expect(201)
                .string("/application_credential/id");
        ec2(admin, key("\\'app_cred_id\\':\\'" + made + "\\'"), now()).expect(401);
    }

    private String trust(boolean impersonation, String trustee) {
        return http.post(
                        ada(),
                        "/v3/OS-TRUST/trusts",
                        "{'trust':{'trustor_user_id':'" + ada + "','trustee_user_id':'" + trustee
                                + "','project_id':'" + project + "','impersonation':" + impersonation
                                + ",'roles':[{'name':'reader'}]}}")
                .expect(201)
                .string("/trust/id");
    }

    @Test
    void aKeyMadeByATrustGivesTokensOfTheTrust() {
        var bob = cloud.create("/v3/users", "user", "'name':'bob','password':'secret'");
        var impersonated = trust(true, bob);
        var answer = ec2(admin, key("\\'trust_id\\':\\'" + impersonated + "\\'"), now())
                .expect(200);
        assertThat(answer.string("/token/OS-TRUST:trust/id")).isEqualTo(impersonated);
        assertThat(answer.string("/token/user/id")).isEqualTo(ada);
        assertThat(answer.strings("/token/roles", "name")).containsExactly("reader");

        var trust = trust(false, bob);
        var key = key(admin, bob, "\\'trust_id\\':\\'" + trust + "\\'");
        assertThat(ec2(admin, key, now()).expect(200).string("/token/user/id")).isEqualTo(bob);
        http.delete(ada(), "/v3/OS-TRUST/trusts/" + trust).expect(204);
        ec2(admin, key, now()).expect(404);
    }

    @Test
    void somebodyElsesTrustIsOfNoUse() {
        var bob = cloud.create("/v3/users", "user", "'name':'bob','password':'secret'");
        ec2(admin, key("\\'trust_id\\':\\'" + trust(false, bob) + "\\'"), now()).expect(401);
        ec2(admin, key("\\'trust_id\\':\\'nowhere\\'"), now()).expect(404);
        ec2(admin, key("\\'access_token_id\\':\\'nowhere\\'"), now()).expect(404);
    }

    @Test
    void configurationsOfOlderReleasesWhichDoNotListItsMethodMarkTokensToo() {
        try (var other = Cloud.start(database, Map.of("auth.methods", "password,token"))) {
            var there = other.client();
            var caller = other.admin();
            var user = there.get(caller, "/v3/users?name=admin").expect(200).string("/users/0/id");
            var project =
                    there.get(caller, "/v3/projects?name=admin").expect(200).string("/projects/0/id");
            var made = there.post(
                            caller, "/v3/users/" + user + "/credentials/OS-EC2", "{'tenant_id':'" + project + "'}")
                    .expect(201);
            var key = new Key(made.string("/credential/access"), made.string("/credential/secret"));
            var body = "{'credentials':" + signed(key.access, key.secret, now().toString()) + "}";
            var answer = there.post(caller, "/v3/ec2tokens", body).expect(200);
            assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"ec2credential\"]");
            var token = answer.header("X-Subject-Token").orElseThrow();
            for (var node : new TestClient[] {there, other.node()}) {
                node.get(token, "/v3/users/" + user).expect(403);
            }
        }
    }
}
