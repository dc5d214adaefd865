package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.clavis.config.Configuration;
import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import io.clavis.oauth1.TestConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node with {@code debug = true} logs how everybody logs in, rightly and wrongly, and none of what they prove it with. */
@EveryDatabase
class SecretsInLogsTest {
    private static final String TOKENS = "/v3/auth/tokens";
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    private Path directory;

    private final TestDatabase database;
    private final Set<String> secrets = new LinkedHashSet<>();
    private Cloud cloud;
    private TestClient http;
    private String admin;

    SecretsInLogsTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void restoreTheLogOfTests() throws JoranException {
        cloud.close();
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private String secret(String text) {
        assertThat(text).hasSizeGreaterThan(5);
        secrets.add(text);
        return text;
    }

    private Answer remembering(Answer answer, String... pointers) {
        answer.header("X-Subject-Token").ifPresent(this::secret);
        answer.header("Openstack-Auth-Receipt").ifPresent(this::secret);
        Arrays.stream(pointers)
                .map(answer::string)
                .filter(text -> !text.isEmpty())
                .forEach(this::secret);
        return answer;
    }

    private Answer authenticate(String method, String content, String... headers) {
        return remembering(http.send(
                null,
                "POST",
                TOKENS,
                "{'auth':{'identity':{'methods':['" + method + "'],'" + method + "':{" + content + "}}}}",
                headers));
    }

    @Test
    void nothingOfThemStandsInTheLog() throws IOException {
        var file = directory.resolve("keystone.log");
        Logs.configure(Configuration.of(Map.of("DEFAULT.log_file", file.toString(), "DEFAULT.debug", "true")));
        cloud = Cloud.start(
                database,
                Map.of(
                        "DEFAULT.debug",
                        "true",
                        "auth.methods",
                        "password,token,oauth1,application_credential,totp,ec2credential"));
        http = cloud.client();
        secret(Cloud.PASSWORD);
        admin = secret(cloud.admin());

        var ada = cloud.create("/v3/users", "user", "'name':'ada','password':'" + secret("adas-password") + "'");
        passwords(ada);
        applicationCredentials();
        passcodes(ada);
        signatures();
        consumers();
        receipts();
        forgeries();

        var log = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(log).contains("DEBUG").contains("401");
        assertThat(secrets).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
    }

    private void passwords(String ada) {
        var user = "'user':{'id':'" + ada + "','password':'";
        var token = authenticate("password", user + "adas-password'}").expect(201);
        authenticate("password", user + secret("wrong-password") + "'}").expect(401);
        authenticate("token", "'id':'" + token.header("X-Subject-Token").orElseThrow() + "'")
                .expect(201);
        var change = "{'user':{'original_password':'%s','password':'%s'}}";
        var path = "/v3/users/" + ada + "/password";
        http.post(null, path, change.formatted(secret("wrong-original"), secret("never-set")))
                .expect(401);
        http.post(null, path, change.formatted("adas-password", secret("newer-password")))
                .expect(204);
    }

    private String self() {
        return http.send(admin, "GET", TOKENS, null, "X-Subject-Token", admin).string("/token/user/id");
    }

    private void applicationCredentials() {
        var made = remembering(
                http.post(
                        admin,
                        "/v3/users/" + self() + "/application_credentials",
                        "{'application_credential':{'name':'app','roles':[{'name':'reader'}]}}"),
                "/application_credential/secret");
        var id = "'id':'" + made.string("/application_credential/id") + "','secret':'";
        authenticate("application_credential", id + made.string("/application_credential/secret") + "'")
                .expect(201);
        authenticate("application_credential", id + secret("wrong-secret") + "'")
                .expect(401);
        authenticate("application_credential", "'id':'nosuch','secret':'wrong-secret'")
                .expect(404);
        http.send(null, "POST", "/v3/OS-OAUTH2/token", null, "Authorization", "Basic " + secret("d3JvbmctY2xpZW50"));
    }

    private void passcodes(String ada) {
        http.post(
                        admin,
                        "/v3/credentials",
                        "{'credential':{'type':'totp','blob':'" + secret(SEED) + "','user_id':'" + ada + "'}}")
                .expect(201);
        authenticate("totp", "'user':{'id':'" + ada + "','passcode':'" + secret("no-passcode") + "'}")
                .expect(401);
    }

    private void signatures() {
        var project = http.get(admin, "/v3/projects?name=admin").string("/projects/0/id");
        var key = remembering(
                http.post(admin, "/v3/users/" + self() + "/credentials/OS-EC2", "{'tenant_id':'" + project + "'}"),
                "/credential/secret");
        http.post(
                        admin,
                        "/v3/ec2tokens",
                        "{'credentials':{'access':'" + key.string("/credential/access") + "','signature':'"
                                + secret("forged-signature")
                                + "','host':'h','verb':'GET','path':'/','params':{'SignatureVersion':'2'}}}")
                .expect(401);
        http.post(
                        admin,
                        "/v3/s3tokens",
                        "{'credentials':{'access':'" + key.string("/credential/access")
                                + "','signature':'forged-signature','token':'" + secret("c2lnbmVkLXRoaW5n") + "'}}")
                .expect(401);
    }

    private void consumers() {
        var made = remembering(
                http.post(admin, "/v3/OS-OAUTH1/consumers", "{'consumer':{}}").expect(201), "/consumer/secret");
        var path = "/v3/OS-OAUTH1/request_token";
        var project = http.get(admin, "/v3/projects?name=admin").string("/projects/0/id");
        for (var key : new String[] {made.string("/consumer/secret"), secret("wrong-consumer-secret")}) {
            var signed = new TestConsumer(made.string("/consumer/id"), key)
                    .sign(http.url() + path, "", Map.of("callback", "oob"));
            secret(signed.replaceAll(".*oauth_signature=\"([^\"]+)\".*", "$1"));
            var answer = http.send(null, "POST", path, null, "Authorization", signed, "Requested-Project-Id", project);
            if (answer.status() == 201) {
                secret(answer.text().replaceAll(".*oauth_token_secret=([^&]+).*", "$1"));
            }
        }
    }

    private void receipts() {
        cloud.create(
                "/v3/users",
                "user",
                "'name':'eve','password':'" + secret("eves-password")
                        + "','options':{'multi_factor_auth_rules':[['password','totp']],"
                        + "'multi_factor_auth_enabled':true}");
        var eve = "'user':{'name':'eve','domain':{'id':'default'},'password':'eves-password'}";
        assertThat(authenticate("password", eve).expect(401).header("Openstack-Auth-Receipt"))
                .isPresent();
        authenticate("password", eve, "Openstack-Auth-Receipt", secret("forged-receipt"))
                .expect(401);
    }

    private void forgeries() {
        http.get(secret("forged-token"), "/v3/users").expect(401);
        http.send(admin, "GET", TOKENS, null, "X-Subject-Token", secret("forged-subject"))
                .expect(404);
        http.send(
                        null,
                        "POST",
                        TOKENS,
                        "{'auth':{'identity':{'methods':['password'],'password':'" + secret("misplaced-password")
                                + "'}}}")
                .expect(400);
        http.send(null, "POST", TOKENS, "{'broken':'" + secret("unfinished-secret"))
                .expect(400);
        http.send(admin, "DELETE", TOKENS, null, "X-Subject-Token", admin).expect(204);
    }
}
