package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods {@code external} and {@code kerberos}; what is expected is what the real Keystone answers. */
@EveryDatabase
class ExternalLoginTest {
    private static final String NOBODY = "{'methods':[]}";
    private static final String EXPLICIT = "{'methods':['external'],'external':{}}";
    private static final String KERBEROS = "{'methods':['kerberos'],'kerberos':{}}";
    private static final String[] ALICE = {"X-Assertion-REMOTE_USER", "alice"};
    private final Cloud cloud;
    private final String alice;

    ExternalLoginTest(TestDatabase database) {
        cloud = Cloud.start(
                database,
                Map.of(
                        "clavis.trusted_proxies",
                        "127.0.0.1",
                        "auth.methods",
                        "external,password,token,mapped,kerberos,application_credential"));
        alice = cloud.create("/v3/users", "user", "'name':'alice','password':'alice-secret'");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static Answer login(TestClient at, String identity, String... headers) {
        return at.send(null, "POST", "/v3/auth/tokens", "{'auth':{'identity':" + identity + "}}", headers);
    }

    private Answer login(String identity, String... headers) {
        return login(cloud.client(), identity, headers);
    }

    private static String password(String name, String password) {
        return "{'methods':['password'],'password':{'user':{'name':'" + name
                + "','domain':{'id':'default'},'password':'" + password + "'}}}";
    }

    private TestClient withDomains() {
        return new TestClient("http://127.0.0.1:" + cloud.node(Map.of("auth.external", "Domain")));
    }

    @Test
    void whomTheWebServerKnowsGetsAToken() {
        for (var identity : new String[] {NOBODY, EXPLICIT}) {
            var answer = login(identity, ALICE).expect(201);
            assertThat(answer.string("/token/user/id")).isEqualTo(alice);
            assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"external\"]");
        }
    }

    @Test
    void whomItDoesNotKnowGetsNone() {
        for (var headers : new String[][] {
            {},
            {"X-Assertion-REMOTE_USER", ""},
            {"X-Assertion-REMOTE_USER", "nobody"},
            {"X-Assertion-REMOTE_USER", "ALICE2"},
            {"X-Assertion-REMOTE_USER", "alice", "X-Assertion-Remote-User", "admin"},
            {"REMOTE_USER", "alice"},
            {"Remote-User", "alice"},
            {"X-Remote-User", "alice"}
        }) {
            login(NOBODY, headers).expect(401);
            login(EXPLICIT, headers).expect(401);
        }
        assertThat(login("{'methods':['external']}", ALICE).expect(400).string("/error/message"))
                .startsWith("Expecting to find external in identity.");
    }

    @Test
    void theWordOfWhoIsNotTrustedCountsForNothing() {
        var open = new TestClient("http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "")));
        var elsewhere = new TestClient("http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "10.0.0.1")));
        for (var client : new TestClient[] {open, elsewhere}) {
            login(client, NOBODY, ALICE).expect(401);
            login(client, EXPLICIT, ALICE).expect(401);
            login(client, EXPLICIT, "X-Assertion-REMOTE_USER", "alice", "X-Forwarded-For", "127.0.0.1")
                    .expect(401);
            login(client, KERBEROS, "X-Assertion-REMOTE_USER", "alice", "X-Assertion-AUTH_TYPE", "Negotiate")
                    .expect(401);
            login(client, password("alice", "alice-secret"), ALICE).expect(201);
        }
    }

    @Test
    void anotherMethodDecidesWhereTheWebServerKnowsNobody() {
        var answer = login(password("alice", "alice-secret"), "X-Assertion-REMOTE_USER", "nobody")
                .expect(201);
        assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"password\"]");
    }

    @Test
    void bothMustMeanTheSameUser() {
        var both = login(password("alice", "alice-secret"), ALICE).expect(201);
        assertThat(both.at("/token/methods").toString()).isEqualTo("[\"password\",\"external\"]");
        login(password("admin", Cloud.PASSWORD), ALICE).expect(401);
        login(password("alice", "wrong"), ALICE).expect(401);
    }

    @Test
    void whoeverIsDisabledIsRefused() {
        cloud.client()
                .patch(cloud.admin(), "/v3/users/" + alice, "{'user':{'enabled':false}}")
                .expect(200);
        login(EXPLICIT, ALICE).expect(401);
        login(NOBODY, ALICE).expect(401);
    }

    @Test
    void theDomainIsTheDefaultOneUnlessTheOperatorLetsTheWebServerNameIt() {
        var domain = cloud.create("/v3/domains", "domain", "'name':'elsewhere'");
        var other = cloud.create("/v3/users", "user", "'name':'alice','domain_id':'" + domain + "'");
        var headers = new String[] {"X-Assertion-REMOTE_USER", "alice", "X-Assertion-REMOTE_DOMAIN", "elsewhere"};
        assertThat(login(EXPLICIT, headers).expect(201).string("/token/user/id"))
                .isEqualTo(alice);
        var named = withDomains();
        assertThat(login(named, EXPLICIT, headers).expect(201).string("/token/user/id"))
                .isEqualTo(other);
        assertThat(login(named, EXPLICIT, ALICE).expect(201).string("/token/user/id"))
                .isEqualTo(alice);
        login(named, EXPLICIT, "X-Assertion-REMOTE_USER", "alice", "X-Assertion-REMOTE_DOMAIN", "nowhere")
                .expect(401);
        cloud.client()
                .patch(cloud.admin(), "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        login(named, EXPLICIT, headers).expect(401);
    }

    @Test
    void kerberosWantsTheWebServerToHaveNegotiated() {
        var answer = login(KERBEROS, "X-Assertion-REMOTE_USER", "alice", "X-Assertion-AUTH_TYPE", "Negotiate")
                .expect(201);
        assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"kerberos\",\"external\"]");
        login(KERBEROS, "X-Assertion-REMOTE_USER", "alice", "X-Assertion-AUTH_TYPE", "Basic")
                .expect(401);
        login(KERBEROS, ALICE).expect(401);
        login(KERBEROS, "X-Assertion-AUTH_TYPE", "Negotiate").expect(401);
    }

    @Test
    void theTokenIsScopedByTheRoles() {
        var project = cloud.create("/v3/projects", "project", "'name':'blue'");
        var ask = "{'auth':{'identity':" + NOBODY + ",'scope':{'project':{'id':'" + project + "'}}}}";
        cloud.client().send(null, "POST", "/v3/auth/tokens", ask, ALICE).expect(401);
        var reader = cloud.client().get(cloud.admin(), "/v3/roles?name=reader").string("/roles/0/id");
        cloud.client()
                .put(cloud.admin(), "/v3/projects/" + project + "/users/" + alice + "/roles/" + reader)
                .expect(204);
        var answer =
                cloud.client().send(null, "POST", "/v3/auth/tokens", ask, ALICE).expect(201);
        assertThat(answer.strings("/token/roles", "name")).containsExactly("reader");
    }

    @Test
    void aMethodThatIsNotConfiguredIsNotTried() {
        var without = new TestClient("http://127.0.0.1:" + cloud.node(Map.of("auth.methods", "password,token")));
        login(without, NOBODY, ALICE).expect(401);
        login(without, EXPLICIT, ALICE).expect(401);
        login(without, password("admin", Cloud.PASSWORD), ALICE).expect(201);
    }
}
