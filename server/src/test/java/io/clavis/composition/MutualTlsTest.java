package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestAuthority;
import io.clavis.http.TestAuthority.Identity;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients' certificates on connections of our own, and what is built on them: tokenless access and OAuth 2.0. */
@EveryDatabase
class MutualTlsTest {
    private static final String ISSUER = "CN=Lab CA,O=Acme,C=DE";
    private static final String RULES = "[{'local':[{'user':{'name':'{0}','domain':{'id':'default'}}}],'remote':["
            + "{'type':'SSL_CLIENT_SUBJECT_DN_CN'},{'type':'SSL_CLIENT_SUBJECT_DN_OU','any_one_of':['eng']},"
            + "{'type':'SSL_CLIENT_ISSUER_DN_CN','any_one_of':['Lab CA']}]}]";
    private static final String TOKENLESS = "[{'local':[{'user':{'name':'{0}','domain':{'id':'default'},'type':"
            + "'local'}}],'remote':[{'type':'SSL_CLIENT_S_DN_CN'},{'type':'SSL_CLIENT_S_DN_OU','any_one_of':['eng']}]}]";

    @TempDir
    private Path directory;

    private final TestAuthority authority = new TestAuthority("C=DE,O=Acme,CN=Lab CA");
    private final Identity certificate = authority.identity("O=Acme,OU=eng,CN=alice");
    private final Cloud cloud;
    private final String alice;
    private final String project;
    private String url = "";

    MutualTlsTest(TestDatabase database) {
        cloud = Cloud.start(database, Map.of("tokenless_auth.trusted_issuer", ISSUER));
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        alice = user("alice");
        grant(alice);
        cloud.client()
                .send(
                        cloud.admin(),
                        "PUT",
                        "/v3/OS-FEDERATION/mappings/oauth2_mapping",
                        "{'mapping':{'rules':" + RULES + "}}")
                .expect(201);
    }

    @BeforeEach
    void serve() throws IOException {
        url = serve(Map.of());
    }

    private String serve(Map<String, String> more) throws IOException {
        TestAuthority.write(authority.identity("CN=localhost"), directory, "server");
        authority.write(directory.resolve("ca.pem"));
        var options = new HashMap<>(Map.of(
                "clavis.tls_cert_file", directory.resolve("server.pem").toString(),
                "clavis.tls_key_file", directory.resolve("server.key").toString(),
                "clavis.tls_client_ca_file", directory.resolve("ca.pem").toString()));
        options.putAll(more);
        return "https://127.0.0.1:" + cloud.node(options);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String user(String name) {
        return cloud.create("/v3/users", "user", "'name':'" + name + "','default_project_id':'" + project + "'");
    }

    private void grant(String user) {
        var reader = cloud.client().get(cloud.admin(), "/v3/roles?name=reader").string("/roles/0/id");
        cloud.client()
                .put(cloud.admin(), "/v3/projects/" + project + "/users/" + user + "/roles/" + reader)
                .expect(204);
    }

    private Answer grant(HttpClient by, String form, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/v3/OS-OAUTH2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&" + form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(by.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private Answer shown(String token) {
        return cloud.client().send(cloud.admin(), "GET", "/v3/auth/tokens", null, "X-Subject-Token", token);
    }

    private void map(String rules) {
        cloud.client()
                .patch(
                        cloud.admin(),
                        "/v3/OS-FEDERATION/mappings/oauth2_mapping",
                        "{'mapping':{'rules':" + rules + "}}")
                .expect(200);
    }

    @Test
    void aClientGetsATokenThatIsBoundToItsCertificate() throws Exception {
        var answer = grant(authority.client(certificate), "client_id=" + alice).expect(200);
        assertThat(answer.string("/token_type")).isEqualTo("Bearer");
        assertThat(answer.at("/expires_in").asInt()).isEqualTo(3600);
        var token = answer.string("/access_token");
        var digest =
                MessageDigest.getInstance("SHA-256").digest(certificate.pem().getBytes(StandardCharsets.US_ASCII));
        var thumbprint = Base64.getUrlEncoder().encodeToString(digest);
        // The second node has not seen the token being issued.
        for (var node : new TestClient[] {cloud.client(), cloud.node()}) {
            var shown = node.send(cloud.admin(), "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                    .expect(200);
            assertThat(shown.at("/token/oauth2_credential"))
                    .isEqualTo(Json.object().put("x5t#S256", thumbprint));
            assertThat(shown.at("/token/methods").toString()).isEqualTo("[\"oauth2_credential\"]");
            assertThat(shown.string("/token/user/id")).isEqualTo(alice);
            assertThat(shown.string("/token/project/id")).isEqualTo(project);
            assertThat(shown.strings("/token/roles", "name")).containsExactly("reader");
        }
        var rescoped = cloud.client()
                .post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['token'],'token':{'id':'" + token + "'}}}}")
                .expect(403);
        assertThat(rescoped.string("/error/message")).contains("Using a delegated token to create another token");
        cloud.client()
                .send(cloud.admin(), "DELETE", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(204);
        shown(token).expect(404);
    }

    @Test
    void everyAlteredFieldIsRefused() throws Exception {
        var other = user("other");
        grant(other);
        refused(certificate, "client_id=" + other);
        refused(certificate, "client_id=nobody");
        refused(certificate, "client_id=");
        refused(certificate, "client_secret=x");
        refused(authority.identity("O=Acme,OU=eng,CN=other"), "client_id=" + alice);
        refused(authority.identity("O=Acme,OU=ops,CN=alice"), "client_id=" + alice);
        refused(authority.identity("O=Acme,CN=alice"), "client_id=" + alice);
        refused(authority.identity("O=Acme,OU=eng,CN=a\\=b"), "client_id=" + alice);
        var basic = Base64.getEncoder().encodeToString((alice + ":x").getBytes(StandardCharsets.UTF_8));
        grant(authority.client(certificate), "", "Authorization", "Basic " + basic)
                .expect(401);
        var none = grant(authority.client(), "client_id=" + alice).expect(401);
        assertThat(none.string("/error")).isEqualTo("invalid_client");
    }

    private void refused(Identity by, String form) throws Exception {
        var answer = grant(authority.client(by), form).expect(401);
        assertThat(answer.string("/error")).isEqualTo("invalid_client");
        assertThat(answer.string("/error_description")).isEqualTo("Client authentication failed.");
        assertThat(answer.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void aCertificateThatNobodyVouchesForGetsNoConnection() {
        var stranger = new TestAuthority("C=DE,O=Acme,CN=Lab CA").identity("O=Acme,OU=eng,CN=alice");
        var expired = authority.identity("O=Acme,OU=eng,CN=alice", Duration.ofDays(-1));
        for (var bad : new Identity[] {stranger, expired}) {
            assertThatThrownBy(() -> grant(authority.client(bad), "client_id=" + alice))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoNeedsNoCertificateComesWithoutUnlessTheOperatorWantsOneFromAll() throws IOException {
        new TestClient(url, authority.client()).get(null, "/v3").expect(200);
        var strict = serve(Map.of("clavis.tls_client_cert_required", "true"));
        new TestClient(strict, authority.client(certificate)).get(null, "/v3").expect(200);
        assertThatThrownBy(() -> new TestClient(strict, authority.client()).get(null, "/v3"))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void theMappingHasToSayWhoItIs() throws Exception {
        map("[{'local':[{'group':{'id':'x'}}],'remote':[{'type':'SSL_CLIENT_SUBJECT_DN_CN'}]}]");
        refused(certificate, "client_id=" + alice);
        for (var user : new String[] {
            "'name':'bob'",
            "'name':'{0}','id':'bob'",
            "'name':'{0}','email':'alice@acme.test'",
            "'name':'{0}','domain':{'id':'elsewhere'}",
            "'name':'{0}','domain':{'name':'elsewhere'}"
        }) {
            map("[{'local':[{'user':{" + user + "}}],'remote':[{'type':'SSL_CLIENT_SUBJECT_DN_CN'}]}]");
            refused(certificate, "client_id=" + alice);
        }
        map("[{'local':[{'user':{'id':'" + alice + "'}}],'remote':[{'type':'SSL_CLIENT_SUBJECT_DN_CN'}]}]");
        grant(authority.client(certificate), "client_id=" + alice).expect(200);
        cloud.client()
                .delete(cloud.admin(), "/v3/OS-FEDERATION/mappings/oauth2_mapping")
                .expect(204);
        refused(certificate, "client_id=" + alice);
    }

    @Test
    void clientsAreUsersWithRolesInTheirDefaultProject() throws Exception {
        var roleless = user("roleless");
        map("[{'local':[{'user':{'name':'{0}'}}],'remote':[{'type':'SSL_CLIENT_SUBJECT_DN_CN'}]}]");
        var answer = grant(authority.client(authority.identity("CN=roleless")), "client_id=" + roleless)
                .expect(401);
        assertThat(answer.string("/error")).isEqualTo("invalid_client");
        cloud.client()
                .patch(cloud.admin(), "/v3/users/" + alice, "{'user':{'enabled':false}}")
                .expect(200);
        refused(certificate, "client_id=" + alice);
        cloud.client()
                .patch(cloud.admin(), "/v3/users/" + alice, "{'user':{'enabled':true}}")
                .expect(200);
        cloud.client()
                .patch(cloud.admin(), "/v3/projects/" + project, "{'project':{'enabled':false}}")
                .expect(200);
        var disabled =
                grant(authority.client(certificate), "client_id=" + alice).expect(404);
        assertThat(disabled.string("/error")).isEqualTo("other_error");
        var homeless = cloud.create("/v3/users", "user", "'name':'homeless'");
        refused(authority.identity("CN=homeless"), "client_id=" + homeless);
    }

    @Test
    void anOperatorMayForbidCertificates() throws Exception {
        url = serve(Map.of("oauth2.oauth2_authn_methods", "client_secret_basic"));
        refused(certificate, "client_id=" + alice + "&client_secret=x");
    }

    @Test
    void aTrustedProxyHandsTheCertificateOn() throws Exception {
        url = "http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "127.0.0.1"));
        var header = "X-Assertion-SSL_CLIENT_CERT";
        var plain = HttpClient.newHttpClient();
        var blanks = certificate.pem().replace('\n', ' ').strip();
        var token =
                grant(plain, "client_id=" + alice, header, blanks).expect(200).string("/access_token");
        url = serve(Map.of());
        var direct = grant(authority.client(certificate), "client_id=" + alice)
                .expect(200)
                .string("/access_token");
        assertThat(shown(token).at("/token/oauth2_credential"))
                .isEqualTo(shown(direct).at("/token/oauth2_credential"));
        // A proxy's own certificate says nothing of whom it serves, and nobody else's headers count.
        url = serve(Map.of("clavis.trusted_proxies", "127.0.0.1"));
        grant(authority.client(certificate), "client_id=" + alice).expect(401);
        url = "http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "10.0.0.1"));
        grant(plain, "client_id=" + alice, header, blanks).expect(401);
        url = "http://127.0.0.1:" + cloud.node(Map.of("clavis.trusted_proxies", "127.0.0.1"));
        grant(plain, "client_id=" + alice, header, blanks.replaceFirst("MII", "AAA"))
                .expect(401);
        grant(plain, "client_id=" + alice, header, blanks, "X-Assertion-SSL_CLIENT_VERIFY", "FAILED:expired")
                .expect(401);
    }

    @Test
    void aTrustedIssuersCertificateStandsForAToken() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(ISSUER.getBytes(StandardCharsets.UTF_8));
        var provider = "/v3/OS-FEDERATION/identity_providers/" + HexFormat.of().formatHex(digest);
        for (var step : new String[][] {
            {provider, "{'identity_provider':{'enabled':true,'domain_id':'default'}}"},
            {"/v3/OS-FEDERATION/mappings/certificates", "{'mapping':{'rules':" + TOKENLESS + "}}"},
            {provider + "/protocols/x509", "{'protocol':{'mapping_id':'certificates'}}"}
        }) {
            cloud.client().send(cloud.admin(), "PUT", step[0], step[1]).expect(201);
        }
        var self = "/v3/users/" + alice;
        var mine = new TestClient(url, authority.client(certificate));
        assertThat(mine.send(null, "GET", self, null, "X-Project-Id", project)
                        .expect(200)
                        .string("/user/name"))
                .isEqualTo("alice");
        mine.get(null, self).expect(400);
        new TestClient(url, authority.client())
                .send(null, "GET", self, null, "X-Project-Id", project)
                .expect(401);
        for (var subject : new String[] {"O=Acme,OU=ops,CN=alice", "O=Acme,OU=eng,CN=nobody"}) {
            new TestClient(url, authority.client(authority.identity(subject)))
                    .send(null, "GET", self, null, "X-Project-Id", project)
                    .expect(401);
        }
    }

    @Test
    void tokensOfTheOtherFormAreBoundAlike() throws Exception {
        var keys = Files.createDirectory(directory.resolve("jws"));
        var jws = new HashMap<>(Map.of(
                "token.provider",
                "jws",
                "jwt_tokens.jws_private_key_repository",
                keys.toString(),
                "jwt_tokens.jws_public_key_repository",
                keys.toString()));
        JwsKeyPair.in(keys).write(JwsAlgorithm.ES256.generate(new SecureRandom()), KeyOwner.PROCESS);
        url = serve(jws);
        var token = grant(authority.client(certificate), "client_id=" + alice)
                .expect(200)
                .string("/access_token");
        var other = new TestClient("http://127.0.0.1:" + cloud.node(jws));
        var admin = other.post(
                        null,
                        "/v3/auth/tokens",
                        "{'auth':{'identity':{'methods':['password'],'password':{'user':{'name':'admin','domain':{"
                                + "'id':'default'},'password':'" + Cloud.PASSWORD
                                + "'}}},'scope':{'project':{'name':'admin','domain':{'id':'default'}}}}}")
                .header("X-Subject-Token")
                .orElseThrow();
        var shown = other.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
        assertThat(shown.at("/token/oauth2_credential").size()).isEqualTo(1);
        assertThat(shown.at("/token/methods").toString()).isEqualTo("[\"oauth2_credential\"]");
    }
}
