package io.clavis.credential;

import static io.clavis.credential.CredentialServer.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import io.clavis.http.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class CredentialApiTest {
    private static final String DELEGATED =
            "You are not authorized to perform the requested action: Delegated tokens cannot access credentials"
                    + " directly.";
    private final TestDatabase engine;
    private CredentialServer server;
    private TestServer http;

    CredentialApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        use(CredentialServer.start(engine));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void use(CredentialServer started) {
        server = started;
        http = started.http;
    }

    private void restart(CredentialSettings settings, boolean freshPasscodes) {
        server.close();
        use(new CredentialServer(engine, settings, freshPasscodes));
    }

    private Answer create(String token, String owner, String type, String blob, String... more) {
        return http.post(
                token,
                "/v3/credentials",
                "{'credential': {'user_id': '%s', 'type': '%s', 'blob': '%s'%s}}"
                        .formatted(owner, type, blob, String.join("", more)));
    }

    private static String ec2(String access) {
        return "{\\'access\\': \\'" + access + "\\',  \\'secret\\': \\'s\\'}";
    }

    private Answer createEc2(String token, String access) {
        return create(token, server.alice, "ec2", ec2(access), ", 'project_id': '" + PROJECT + "'");
    }

    private Answer patch(String token, String id, String blob) {
        return http.patch(token, "/v3/credentials/" + id, "{'credential': {'blob': '" + blob + "'}}");
    }

    @Test
    void aCredentialIsShownInUpstreamsOrder() {
        var created = create("alice", server.alice, "cert", "abc", ", 'id': 'x', 'foo-bar': 1, 'x:y': [1]")
                .expect(201);
        var id = created.string("/credential/id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(created.text())
                .isEqualTo(("{'credential':{'foo_bar':1,'x_y':[1],'id':'" + id + "','user_id':'" + server.alice
                                + "','project_id':null,'type':'cert','blob':'abc','links':{'self':'" + http.url()
                                + "/v3/credentials/" + id + "'}}}")
                        .replace('\'', '"'));
        assertThat(http.get("alice", "/v3/credentials/" + id).expect(200).text())
                .isEqualTo(created.text());
        assertThat(patch("alice", id, "new").expect(200).string("/credential/blob"))
                .isEqualTo("new");
        assertThat(patch("alice", id, "").expect(200).string("/credential/blob"))
                .isEmpty();
        http.delete("alice", "/v3/credentials/" + id).expect(204);
        assertThat(server.changes())
                .containsExactly("CREATED " + id, "UPDATED " + id, "UPDATED " + id, "DELETED " + id);
    }

    @Test
    void theBlobIsEncryptedAtRest() {
        create("alice", server.alice, "cert", "hunter-two").expect(201);
        var stored = server.database.read(sql -> sql.select(Tables.CREDENTIAL.ENCRYPTED_BLOB)
                .from(Tables.CREDENTIAL)
                .fetchSingle()
                .value1());
        assertThat(stored).startsWith("gAAAA").doesNotContain("hunter-two");
        assertThat(server.credentials.list(ListQuery.ALL).toString())
                .doesNotContain("hunter-two")
                .doesNotContain(stored);
    }

    @Test
    void onlyOwnersAdministratorsAndAuditorsSeeACredential() {
        var id = create("alice", server.alice, "cert", "abc").expect(201).string("/credential/id");
        var path = "/v3/credentials/" + id;
        http.get("admin", path).expect(200);
        http.get("auditor", path).expect(200);
        for (var unknown : new String[] {path, "/v3/credentials/nope"}) {
            http.get("bob", unknown).expect(403);
            http.patch("bob", unknown, "{'credential': {'blob': 'x'}}").expect(403);
            http.delete("bob", unknown).expect(403);
            http.get(null, unknown).expect(401);
        }
        patch("auditor", id, "x").expect(403);
        http.delete("auditor", path).expect(403);
        assertThat(http.get("admin", "/v3/credentials/nope").expect(404).string("/error/message"))
                .isEqualTo("Could not find credential: nope.");
        patch("admin", "nope", "x").expect(404);
        http.delete("admin", "/v3/credentials/nope").expect(404);
    }

    @Test
    void nobodyMakesACredentialOfSomebodyElse() {
        create("bob", server.alice, "cert", "x").expect(403);
        create("auditor", server.alice, "cert", "x").expect(403);
        create("admin", server.alice, "cert", "x").expect(201);
        create("admin", "nobody", "cert", "x").expect(201);
        var respelt = create("bob", server.bob, "cert", "x", ", 'user-id': '" + server.alice + "'");
        assertThat(respelt.expect(201).string("/credential/user_id")).isEqualTo(server.bob);
    }

    @Test
    void aListShowsWhatMayBeSeen() {
        create("alice", server.alice, "cert", "a").expect(201);
        createEc2("alice", "access").expect(201);
        create("bob", server.bob, "cert", "b").expect(201);
        var all = "/v3/credentials";
        assertThat(http.get("alice", all).strings("/credentials", "user_id")).containsOnly(server.alice);
        assertThat(http.get("admin", all).at("/credentials")).hasSize(3);
        assertThat(http.get("auditor", all).at("/credentials")).hasSize(3);
        assertThat(http.get("admin", all + "?type=cert&user_id=" + server.bob).strings("/credentials", "blob"))
                .containsExactly("b");
        assertThat(http.get("admin", all + "?type__icontains=C2").strings("/credentials", "type"))
                .containsExactly("ec2");
        assertThat(http.get("alice", all + "?user_id=" + server.bob).expect(200).at("/credentials"))
                .isEmpty();
        var page = http.get("admin", all + "?limit=2").expect(200);
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        assertThat(http.get(
                                "admin",
                                page.string("/links/next").substring(http.url().length()))
                        .at("/credentials"))
                .hasSize(1);
        http.get(null, all).expect(401);
    }

    @Test
    void anEc2CredentialIsFoundByItsAccessKey() {
        var created = createEc2("alice", "key").expect(201);
        var id = created.string("/credential/id");
        assertThat(id).isEqualTo("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683");
        assertThat(created.string("/credential/blob")).isEqualTo(ec2("key").replace("\\'", "\""));
        assertThat(http.get("alice", "/v3/credentials/" + id).string("/credential/blob"))
                .isEqualTo(created.string("/credential/blob"));
        assertThat(createEc2("alice", "key").expect(409).string("/error/message"))
                .isEqualTo(
                        "Conflict occurred attempting to store credential - Duplicate entry found with ID " + id + ".");
        var odd = create("alice", server.alice, "EC2", ec2("odd")).expect(201).string("/credential/id");
        assertThat(odd).hasSize(64);
        patch("alice", odd, ec2("other")).expect(200);
    }

    @Test
    void aBlobOfOlderReleasesIsReadAsText() {
        var sealed = server.credentials.seal("cert", "{\"access\": \"old\"}");
        server.credentials.create(
                Origin.SYSTEM, new Credential(Ec2Blob.id("old"), server.alice, PROJECT, "ec2", Json.object(), sealed));
        assertThat(http.get("alice", "/v3/credentials/" + Ec2Blob.id("old")).string("/credential/blob"))
                .isEqualTo("{\"access\":\"old\"}");
        assertThat(http.get("alice", keys() + "/old").expect(200).string("/credential/access"))
                .isEqualTo("old");
    }

    @Test
    void badInputIsToldAsUpstreamDoes() {
        refused("{'credential': {}}", "'blob' is a required property");
        refused("{}", "'credential' is a required property");
        refused("{'credential': {'blob': 5, 'type': 'cert', 'user_id': 'x'}}", "Value: 5.");
        var start = "{'credential': {'type': 'ec2', 'user_id': '" + server.alice + "', 'blob': '";
        refused(start + ec2("a") + "'}}", "'project_id' is a required property");
        refused(start + "zzz', 'project_id': null}}", "Invalid blob in credential");
        refused(start + "[1]', 'project_id': null}}", "Expecting to find blob in credential.");
        refused(start + "{}', 'project_id': null}}", "Expecting to find blob in credential.");
        refused(start + "{\\'secret\\': 1}', 'project_id': null}}", "Expecting to find access in credential.");
        refused(start + "{\\'access\\': 1}', 'project_id': null}}", "Expecting to find access in credential.");
        assertThat(create("alice", server.alice, "c".repeat(256), "x")
                        .expect(400)
                        .string("/error/message"))
                .contains("exceeds the limit of column type(CHAR(255)).");
        var id = create("alice", server.alice, "cert", "x").expect(201).string("/credential/id");
        var path = "/v3/credentials/" + id;
        http.patch("alice", path, "{'credential': {}}").expect(400);
        http.patch("alice", path, "{'credential': {'blob': 'x', 'type': 'totp'}}")
                .expect(400);
        http.patch("alice", path, "{'credential': {'blob': 'x', 'user_id': 'y'}}")
                .expect(400);
    }

    private void refused(String body, String message) {
        assertThat(http.post("alice", "/v3/credentials", body).expect(400).string("/error/message"))
                .contains(message);
    }

    @Test
    void theScopeOfAnEc2KeyIsFixed() {
        var blob = "{\\'access\\': \\'a\\', \\'trust_id\\': \\'t\\'%s}";
        var id = create("alice", server.alice, "ec2", blob.formatted(""), ", 'project_id': null")
                .expect(201)
                .string("/credential/id");
        assertThat(patch("alice", id, ec2("a")).expect(400).string("/error/message"))
                .isEqualTo("trust_id can not be updated for credential");
        for (var key : new String[] {"app_cred_id", "access_token_id", "access_id"}) {
            patch("alice", id, blob.formatted(", \\'" + key + "\\': \\'x\\'")).expect(400);
            patch("alice", id, blob.formatted(", \\'" + key + "\\': null")).expect(200);
        }
        patch("alice", id, "zz").expect(400);
    }

    @Test
    void theSeedOfPasscodesIsToldOnlyWhenItIsSet() {
        for (var type : new String[] {"totp", "TOTP"}) {
            var created =
                    create("alice", server.alice, type, "GEZDGNBVGY3TQOJQ").expect(201);
            var id = created.string("/credential/id");
            assertThat(created.string("/credential/blob")).isEqualTo("GEZDGNBVGY3TQOJQ");
            assertThat(http.get("admin", "/v3/credentials/" + id)
                            .expect(200)
                            .at("/credential")
                            .has("blob"))
                    .isFalse();
            assertThat(http.get("alice", "/v3/credentials").text()).doesNotContain("GEZDGNBVGY3TQOJQ");
            assertThat(patch("alice", id, "MFRGGZDF").expect(200).string("/credential/blob"))
                    .isEqualTo("MFRGGZDF");
        }
    }

    @Test
    void aSeedIsChangedOnlyWithAFreshPasscodeWhereTheOperatorSaysSo() {
        restart(new CredentialSettings(-1, false, ListLimits.DEFAULT), true);
        create("bob", server.bob, "totp", "GEZDGNBVGY3TQOJQ").expect(201);
        assertThat(create("alice", server.alice, "totp", "GEZDGNBV").expect(403).string("/error/message"))
                .contains("OpenStack-MFA-Passcode");
        create("alice", server.alice, "cert", "x").expect(201);
        var body = "{'credential': {'user_id': '" + server.alice + "', 'type': 'totp', 'blob': 'GEZDGNBV'}}";
        var header = "OpenStack-MFA-Passcode";
        http.send("alice", "POST", "/v3/credentials", body, header, "000000").expect(403);
        var path = "/v3/credentials/"
                + http.send("alice", "POST", "/v3/credentials", body, header, "123456")
                        .expect(201)
                        .string("/credential/id");
        http.patch("alice", path, "{'credential': {'blob': 'x'}}").expect(403);
        http.delete("alice", path).expect(403);
        http.send("alice", "DELETE", path, null, header, "123456").expect(204);
    }

    @Test
    void aUserHasNoMoreCredentialsThanAllowed() {
        restart(new CredentialSettings(2, false, ListLimits.DEFAULT), false);
        create("alice", server.alice, "cert", "1").expect(201);
        createEc2("alice", "2").expect(201);
        assertThat(create("alice", server.alice, "cert", "3").expect(403).string("/error/message"))
                .isEqualTo("Unable to create additional credentials, maximum of 2 already exceeded for user.");
        http.post("alice", keys(), "{'tenant_id': '" + PROJECT + "'}").expect(403);
        create("bob", server.bob, "cert", "1").expect(201);
    }

    @Test
    void aDelegatedTokenReachesNoCredential() {
        var id = createEc2("alice", "a").expect(201).string("/credential/id");
        for (var token : new String[] {"delegated", "trusted", "forgetful"}) {
            assertThat(http.get(token, "/v3/credentials/" + id).expect(403).string("/error/message"))
                    .isEqualTo(DELEGATED);
            patch(token, id, ec2("a")).expect(403);
            http.delete(token, "/v3/credentials/" + id).expect(403);
            assertThat(http.get(token, "/v3/credentials").expect(200).at("/credentials"))
                    .isEmpty();
            create(token, server.alice, "cert", "x").expect(403);
            createEc2(token, "b").expect(403);
            http.get(token, keys()).expect(403);
            http.get(token, keys() + "/a").expect(403);
            http.delete(token, keys() + "/a").expect(403);
            http.post(token, keys(), "{'tenant_id': '" + PROJECT + "'}").expect(403);
        }
    }

    @Test
    void anAdministratorsDelegatedTokenReachesEc2KeysWhereTheOperatorSaysSo() {
        createEc2("alice", "a").expect(201);
        http.get("delegated-admin", "/v3/credentials/" + Ec2Blob.id("a")).expect(403);
        restart(new CredentialSettings(-1, true, ListLimits.DEFAULT), false);
        createEc2("alice", "a").expect(201);
        create("alice", server.alice, "cert", "x").expect(201);
        http.get("delegated-admin", "/v3/credentials/" + Ec2Blob.id("a")).expect(200);
        http.get("delegated", "/v3/credentials/" + Ec2Blob.id("a")).expect(403);
        assertThat(http.get("delegated-admin", "/v3/credentials").strings("/credentials", "type"))
                .containsExactly("ec2");
        create("delegated-admin", server.alice, "cert", "x").expect(403);
        assertThat(createEc2("delegated-admin", "b").expect(201).string("/credential/blob"))
                .isEqualTo("{\"access\":\"b\",\"secret\":\"s\",\"app_cred_id\":\"app1\"}");
    }

    private String keys() {
        return "/v3/users/" + server.alice + "/credentials/OS-EC2";
    }

    @Test
    void anEc2KeyIsMadeShownAndDeleted() {
        var created =
                http.post("alice", keys(), "{'tenant_id': '" + PROJECT + "'}").expect(201);
        var access = created.string("/credential/access");
        assertThat(created.text())
                .isEqualTo(("{'credential':{'user_id':'" + server.alice + "','tenant_id':'" + PROJECT
                                + "','access':'" + access + "','secret':'" + created.string("/credential/secret")
                                + "','trust_id':null,'links':{'self':'" + http.url() + keys() + "/" + access + "'}}}")
                        .replace('\'', '"'));
        var path = keys() + "/" + access;
        assertThat(http.get("alice", path).expect(200).text()).isEqualTo(created.text());
        http.get("reader", path).expect(200);
        http.get("auditor", path).expect(200);
        assertThat(http.get("alice", keys()).expect(200).strings("/credentials", "access"))
                .containsExactly(access);
        assertThat(http.get("alice", "/v3/credentials/" + Ec2Blob.id(access))
                        .expect(200)
                        .string("/credential/blob"))
                .contains(access);
        http.delete("reader", path).expect(403);
        http.delete("auditor", path).expect(403);
        http.delete("alice", path).expect(204);
        assertThat(http.get("alice", path).expect(404).string("/error/message"))
                .isEqualTo("Could not find credential: " + Ec2Blob.id(access) + ".");
    }

    @Test
    void anEc2KeyIsRefusedInUpstreamsOrder() {
        var unknown = "/v3/users/nobody/credentials/OS-EC2";
        var body = "{'tenant_id': '" + PROJECT + "'}";
        http.post("reader", keys(), body).expect(403);
        http.post("bob", keys(), body).expect(403);
        http.post("bob", unknown, body).expect(403);
        http.post("admin", unknown, body).expect(404);
        http.get("bob", keys()).expect(403);
        http.get("admin", unknown).expect(404);
        for (var tenant : new String[] {"{}", "{'tenant_id': null}"}) {
            assertThat(http.post("alice", keys(), tenant).expect(404).string("/error/message"))
                    .isEqualTo("Could not find project: None.");
        }
        assertThat(http.post("alice", keys(), null).expect(404).string("/error/message"))
                .isEqualTo("Could not find project: None.");
        http.post("alice", keys(), "{'tenant_id': 5}").expect(404);
        http.post("alice", keys(), "{'tenant_id': {'a': []}}").expect(404);
        http.post("delegated", keys(), "{'tenant_id': 'nope'}").expect(404);
        http.get(null, keys() + "/nope").expect(401);
        http.get("bob", keys() + "/nope").expect(404);
        http.delete("bob", keys() + "/nope").expect(404);
        createEc2("alice", "a").expect(201);
        http.get("bob", keys() + "/a").expect(403);
        http.get("alice", "/v3/users/" + server.bob + "/credentials/OS-EC2/a").expect(200);
        http.get("admin", unknown + "/a").expect(404);
        create("alice", server.alice, "EC2", ec2("odd")).expect(201);
        http.get("alice", keys() + "/odd").expect(401);
    }

    @Test
    void credentialsAreMovedToTheNewPrimaryKey() {
        var old = create("alice", server.alice, "cert", "abc").expect(201).string("/credential/id");
        createEc2("alice", "a").expect(201);
        assertThat(server.credentials.areUnderPrimaryKey()).isTrue();
        server.rotate();
        assertThat(server.credentials.areUnderPrimaryKey()).isFalse();
        assertThat(server.credentials.migrate(Origin.SYSTEM)).isEmpty();
        assertThat(server.credentials.areUnderPrimaryKey()).isTrue();
        server.forgetOldKeys();
        assertThat(http.get("alice", "/v3/credentials/" + old).expect(200).string("/credential/blob"))
                .isEqualTo("abc");
        http.get("alice", keys() + "/a").expect(200);
        assertThat(server.changes()).contains("UPDATED " + old, "UPDATED " + Ec2Blob.id("a"));
    }

    @Test
    void aCredentialWhoseKeyIsLostIsToldAndCanBeDeleted() {
        var lost = create("alice", server.alice, "cert", "abc").expect(201).string("/credential/id");
        server.rotate();
        server.forgetOldKeys();
        var kept = create("alice", server.alice, "cert", "def").expect(201).string("/credential/id");
        server.rotate();
        assertThat(server.credentials.migrate(Origin.SYSTEM)).containsExactly(lost);
        http.get("alice", "/v3/credentials/" + kept).expect(200);
        http.get("alice", "/v3/credentials/" + lost).expect(500);
        http.delete("alice", "/v3/credentials/" + lost).expect(204);
        assertThat(server.credentials.areUnderPrimaryKey()).isTrue();
    }
}
