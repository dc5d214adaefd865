package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers with a client certificate instead of a token, which a trusted proxy verified. */
@EveryDatabase
class TokenlessAccessTest {
    private static final String ISSUER = "CN=Lab CA,O=Acme\\, Inc.,C=DE";
    private static final String LOCAL = "[{'local':[{'user':{'name':'{0}','domain':{'name':'acme'},'type':'local'}}],"
            + "'remote':[{'type':'SSL_CLIENT_S_DN_CN'},{'type':'SSL_CLIENT_S_DN_O','any_one_of':['Acme']}]}]";
    private static final Map<String, String> OPTIONS =
            Map.of("clavis.trusted_proxies", "127.0.0.1", "tokenless_auth.trusted_issuer", ISSUER);
    private final Cloud cloud;
    private final String provider;
    private final String domain;
    private final String project;
    private final String alice;
    private final String group;

    TokenlessAccessTest(TestDatabase database) throws Exception {
        cloud = Cloud.start(database, OPTIONS);
        var digest = MessageDigest.getInstance("SHA-256").digest(ISSUER.getBytes(StandardCharsets.UTF_8));
        provider = HexFormat.of().formatHex(digest);
        domain = cloud.create("/v3/domains", "domain", "'name':'acme'");
        project = cloud.create("/v3/projects", "project", "'name':'blue','domain_id':'" + domain + "'");
        alice = cloud.create("/v3/users", "user", "'name':'alice','domain_id':'" + domain + "'");
        group = cloud.create("/v3/groups", "group", "'name':'staff','domain_id':'" + domain + "'");
        grant("/v3/projects/" + project + "/users/" + alice, "reader");
        var at = "/v3/OS-FEDERATION/identity_providers/" + provider;
        put(at, "{'identity_provider':{'enabled':true,'domain_id':'" + domain + "'}}");
        put("/v3/OS-FEDERATION/mappings/certificates", "{'mapping':{'rules':" + LOCAL + "}}");
        put(at + "/protocols/x509", "{'protocol':{'mapping_id':'certificates'}}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void put(String path, String body) {
        cloud.client().send(cloud.admin(), "PUT", path, body).expect(201);
    }

    private void patch(String path, String body) {
        cloud.client().patch(cloud.admin(), path, body).expect(200);
    }

    private void grant(String path, String role) {
        var id = cloud.client().get(cloud.admin(), "/v3/roles?name=" + role).string("/roles/0/id");
        cloud.client().put(cloud.admin(), path + "/roles/" + id).expect(204);
    }

    private Answer get(String path, String... headers) {
        return get(cloud.client(), path, headers);
    }

    /** Some headers of alice's certificate, with others in their place or beside them; empty ones are left out. */
    private static Answer get(TestClient at, String path, String... changes) {
        var headers = new HashMap<String, String>();
        headers.put("X-Assertion-SSL_CLIENT_I_DN", ISSUER);
        headers.put("X-Assertion-SSL_CLIENT_S_DN_CN", "alice");
        headers.put("X-Assertion-SSL_CLIENT_S_DN_O", "Acme");
        for (int i = 0; i < changes.length; i += 2) {
            headers.put(changes[i], changes[i + 1]);
        }
        headers.values().removeIf(String::isEmpty);
        return at.send(
                null,
                "GET",
                path,
                null,
                headers.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new));
    }

    private String self() {
        return "/v3/users/" + alice;
    }

    @Test
    void theMappedUserActsInTheScopeOfTheHeaders() {
        assertThat(get(self(), "X-Project-Id", project).expect(200).string("/user/id"))
                .isEqualTo(alice);
        assertThat(get("/v3/projects/" + project, "X-Project-Id", project)
                        .expect(200)
                        .string("/project/name"))
                .isEqualTo("blue");
        for (var where : new String[][] {
            {"X-Project-Name", "blue", "X-Project-Domain-Name", "acme"},
            {"X-Project-Name", "blue", "X-Project-Domain-Id", domain}
        }) {
            assertThat(get("/v3/auth/projects", where).expect(200).strings("/projects", "name"))
                    .containsExactly("blue");
        }
    }

    @Test
    void rolesAreThoseOfTheScope() {
        var list = "/v3/users?domain_id=" + domain;
        get(list, "X-Domain-Id", domain).expect(401);
        grant("/v3/domains/" + domain + "/users/" + alice, "reader");
        for (var where : new String[][] {{"X-Domain-Id", domain}, {"X-Domain-Name", "acme"}}) {
            assertThat(get(list, where).expect(200).strings("/users", "name")).containsExactly("alice");
        }
        assertThat(get("/v3/users?domain_id=default", "X-Domain-Id", domain)
                        .expect(200)
                        .at("/users"))
                .isEmpty();
        get("/v3/domains", "X-Project-Id", project).expect(403);
    }

    @Test
    void headersOfOtherThingsCountForNothing() {
        get("/v3/domains", "X-Project-Id", project, "OpenStack-System-Scope", "all")
                .expect(403);
        get("/v3/users/nobody", "X-Project-Id", project, "X-Roles", "admin", "X-Is-Admin-Project", "true")
                .expect(403);
        var other = cloud.create("/v3/users", "user", "'name':'other','domain_id':'" + domain + "'");
        get("/v3/users/" + other, "X-Project-Id", project, "X-User-Id", other).expect(403);
        get("/v3/users/" + other, "X-Project-Id", project, "X-User-Domain-Id", domain, "X-Roles", "reader")
                .expect(403);
    }

    @Test
    void aScopeMustBeNamedAndBeThere() {
        assertThat(get(self()).expect(400).string("/error/message"))
                .startsWith("Expecting to find project or domain in scope.");
        assertThat(get(self(), "X-Project-Name", "blue").expect(400).string("/error/message"))
                .isEqualTo("Neither Project Domain ID nor Project Domain Name was provided.");
        get(self(), "X-Project-Id", "nowhere").expect(401);
        get(self(), "X-Domain-Name", "nowhere").expect(401);
        patch("/v3/projects/" + project, "{'project':{'enabled':false}}");
        get(self(), "X-Project-Id", project).expect(401);
    }

    @Test
    void whatIsOpenToAllAsksForNoScope() {
        get("/v3").expect(200);
    }

    @Test
    void everyAlteredFieldIsRefused() {
        for (var change : new String[][] {
            {"X-Assertion-SSL_CLIENT_I_DN", "CN=Lab CA,O=Acme\\, Inc.,C=US"},
            {"X-Assertion-SSL_CLIENT_I_DN", "CN=Lab CA"},
            {"X-Assertion-SSL_CLIENT_I_DN", ""},
            {"X-Assertion-SSL_CLIENT_S_DN_O", "Evil"},
            {"X-Assertion-SSL_CLIENT_S_DN_O", ""},
            {"X-Assertion-SSL_CLIENT_S_DN_CN", "nobody"},
            {"X-Assertion-SSL_CLIENT_S_DN_CN", ""},
            {"X-Assertion-SSL_CLIENT_VERIFY", "FAILED:self-signed certificate"},
            {"X-Assertion-SSL_CLIENT_VERIFY", "GENEROUS"},
            {"X-Assertion-ssl-client-i-dn", ISSUER},
            {"X-Auth-Token", "not a token"}
        }) {
            get(self(), "X-Project-Id", project, change[0], change[1]).expect(401);
        }
        get(self(), "X-Project-Id", project, "X-Assertion-SSL_CLIENT_VERIFY", "SUCCESS")
                .expect(200);
    }

    @Test
    void aTokenComesFirst() {
        var token = cloud.admin();
        get("/v3/users", "X-Auth-Token", token, "X-Project-Id", project).expect(200);
    }

    @Test
    void whoeverIsDisabledIsRefused() {
        patch(self(), "{'user':{'enabled':false}}");
        get(self(), "X-Project-Id", project).expect(401);
        patch(self(), "{'user':{'enabled':true}}");
        get(self(), "X-Project-Id", project).expect(200);
        patch("/v3/OS-FEDERATION/identity_providers/" + provider, "{'identity_provider':{'enabled':false}}");
        get(self(), "X-Project-Id", project).expect(403);
    }

    @Test
    void theWordOfWhoIsNotTrustedCountsForNothing() {
        var elsewhere = new TestClient("http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "10.0.0.1")));
        get(elsewhere, self(), "X-Project-Id", project).expect(401);
        var nobody = new TestClient(
                "http://127.0.0.1:" + cloud.node(Map.of("tokenless_auth.trusted_issuer", "CN=somebody else")));
        get(nobody, self(), "X-Project-Id", project).expect(401);
    }

    @Test
    void theIssuerMustBeAProviderWithTheProtocol() {
        var at = "/v3/OS-FEDERATION/identity_providers/" + provider;
        cloud.client().delete(cloud.admin(), at + "/protocols/x509").expect(204);
        assertThat(get(self(), "X-Project-Id", project).expect(404).string("/error/message"))
                .isEqualTo("Could not find federated protocol x509 for Identity Provider: " + provider + ".");
    }

    @Test
    void whoIsMappedToGroupsHasTheirRoles() {
        patch(
                "/v3/OS-FEDERATION/mappings/certificates",
                "{'mapping':{'rules':[{'local':[{'user':{'name':'{0}'},'group':{'id':'" + group
                        + "'}}],'remote':[{'type':'SSL_CLIENT_S_DN_CN'}]}]}}");
        get("/v3/projects/" + project, "X-Project-Id", project).expect(401);
        grant("/v3/projects/" + project + "/groups/" + group, "reader");
        get("/v3/projects/" + project, "X-Project-Id", project).expect(200);
        assertThat(get("/v3/auth/projects", "X-Project-Id", project).expect(200).strings("/projects", "name"))
                .containsExactly("blue");
        get(self(), "X-Project-Id", project).expect(403);
        var made = cloud.client()
                .get(cloud.admin(), "/v3/users?name=alice")
                .expect(200)
                .strings("/users", "id");
        assertThat(made).containsExactly(alice);
    }

    @Test
    void nothingIsHandedOnWithoutAToken() {
        var answer = cloud.client()
                .send(
                        null,
                        "POST",
                        self() + "/application_credentials",
                        "{'application_credential':{'name':'a'}}",
                        "X-Assertion-SSL_CLIENT_I_DN",
                        ISSUER,
                        "X-Assertion-SSL_CLIENT_S_DN_CN",
                        "alice",
                        "X-Assertion-SSL_CLIENT_S_DN_O",
                        "Acme",
                        "X-Project-Id",
                        project);
        answer.expect(403);
    }
}
