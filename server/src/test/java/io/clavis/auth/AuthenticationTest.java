package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer.Answer;
import io.clavis.token.Cloud;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets which token, over HTTP with real rows. */
@EveryDatabase
class AuthenticationTest {
    private final TestDatabase engine;
    private Cloud cloud;
    private AuthServer server;
    private String alice;

    AuthenticationTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        cloud = new Cloud(engine.freshUrl());
        server = new AuthServer(cloud, true);
        alice = cloud.user("alice");
        cloud.grantOnProject(alice, cloud.blue, cloud.member);
    }

    @AfterEach
    void close() {
        server.close();
        cloud.close();
    }

    @Test
    void aPasswordAndAProjectByNameGiveAProjectScopedToken() {
        var answer = server.authenticate(
                "{'methods':['password'],'password':{'user':{'name':'alice','domain':{'name':'home'},"
                        + "'password':'secret'}}}",
                ",'scope':{'project':{'name':'blue','domain':{'id':'" + cloud.home + "'}}}");
        answer.expect(201);
        assertThat(answer.header("X-Subject-Token")).isPresent();
        assertThat(answer.string("/token/user/id")).isEqualTo(alice);
        assertThat(answer.string("/token/user/domain/name")).isEqualTo("home");
        assertThat(answer.at("/token/user/password_expires_at").isNull()).isTrue();
        assertThat(answer.string("/token/project/id")).isEqualTo(cloud.blue);
        assertThat(answer.string("/token/project/domain/id")).isEqualTo(cloud.home);
        assertThat(answer.at("/token/is_domain").asBoolean()).isFalse();
        assertThat(answer.strings("/token/roles", "name")).containsExactly("member");
        assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"password\"]");
        assertThat(answer.at("/token/audit_ids").size()).isEqualTo(1);
        assertThat(answer.at("/token/catalog").isArray()).isTrue();
        assertThat(answer.string("/token/issued_at"))
                .isEqualTo(cloud.clock.instant().toString().replace("Z", ".000000Z"));
        assertThat(answer.string("/token/expires_at"))
                .isEqualTo(cloud.clock
                        .instant()
                        .plus(Duration.ofHours(1))
                        .toString()
                        .replace("Z", ".000000Z"));
    }

    @Test
    void aDomainTheSystemAndNothingAreScopesToo() {
        cloud.grantOnDomain(alice, cloud.home, cloud.admin);
        cloud.grantOnSystem(alice, cloud.admin);
        var domain = server.password(alice, "secret", ",'scope':{'domain':{'name':'home'}}")
                .expect(201);
        assertThat(domain.string("/token/domain/id")).isEqualTo(cloud.home);
        assertThat(domain.strings("/token/roles", "name")).containsExactly("admin");
        var system = server.password(alice, "secret", ",'scope':{'system':{'all':true}}")
                .expect(201);
        assertThat(system.at("/token/system/all").asBoolean()).isTrue();
        assertThat(system.strings("/token/roles", "name")).containsExactly("admin");
        for (var scope : new String[] {"", ",'scope':{'unscoped':{}}", ",'scope':'unscoped'"}) {
            var unscoped = server.password(alice, "secret", scope).expect(201);
            assertThat(unscoped.at("/token/roles").isMissingNode()).isTrue();
            assertThat(unscoped.at("/token/catalog").isMissingNode()).isTrue();
        }
    }

    @Test
    void withoutAScopeTheDefaultProjectCountsIfItCan() {
        cloud.change(alice, "{'default_project_id':'" + cloud.blue + "'}");
        assertThat(server.password(alice, "secret", "").expect(201).string("/token/project/id"))
                .isEqualTo(cloud.blue);
        assertThat(server.password(alice, "secret", ",'scope':'unscoped'")
                        .expect(201)
                        .at("/token/project")
                        .isMissingNode())
                .isTrue();
        cloud.takeAway(alice, cloud.blue);
        assertThat(server.password(alice, "secret", "")
                        .expect(201)
                        .at("/token/project")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void whoIsUnknownDisabledOrWrongIsRefusedWithTheSameWords() {
        var bob = cloud.user("bob", "{'enabled':false}");
        var unknown = "00000000000000000000000000000000";
        for (var answer : new Answer[] {
            server.password(alice, "wrong", ""),
            server.password(bob, "secret", ""),
            server.password(unknown, "secret", ""),
            server.password(alice, "secret", ",'scope':{'project':{'id':'" + unknown + "'}}"),
            server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.home + "'}}"),
            server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.red + "'}}"),
            server.password(alice, "secret", ",'scope':{'domain':{'id':'" + cloud.home + "'}}"),
            server.password(alice, "secret", ",'scope':{'domain':{'id':'" + cloud.blue + "'}}"),
            server.password(alice, "secret", ",'scope':{'system':{'all':true}}"),
            server.password(alice, "secret", ",'scope':{'OS-TRUST:trust':{'id':'x'}}"),
            server.authenticate("{'methods':[]}", ""),
        }) {
            answer.expect(401);
            assertThat(answer.string("/error/message")).isEqualTo("The request you have made requires authentication.");
            assertThat(answer.header("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void whatIsDisabledOpensNothing() {
        cloud.enableProject(cloud.blue, false);
        server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.blue + "'}}")
                .expect(401);
        cloud.enableProject(cloud.blue, true);
        server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
        cloud.enableDomain(cloud.home, false);
        server.password(alice, "secret", "").expect(401);
        server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.blue + "'}}")
                .expect(401);
    }

    @Test
    void aMalformedRequestIsToldWhatItLacks() {
        refused("{'auth':null}", "Expecting to find auth in request body.");
        refused("{}", "Expecting to find auth in request body.");
        refused("{'auth':{}}", "'identity' is a required property");
        refused("{'auth':{'identity':{'methods':['password']}}}", "Expecting to find password in identity.");
        refused("{'auth':{'identity':{'methods':['password'],'password':{}}}}", "Expecting to find user in ");
        refused(user("{}"), "Invalid input for field identity/password/user: id or name must be present.");
        refused(user("{'name':'x'}"), "Expecting to find domain in user.");
        refused(
                user("{'name':'x','domain':{}}"),
                "Invalid input for field identity/password/user/domain: id or name must be present.");
        refused(user("{'id':5}"), "is not of type");
        refused(scope("{}"), "Expecting to find system, project, domain, OS-TRUST:trust or unscoped in scope.");
        refused(
                scope("{'system':{'all':true},'unscoped':{}}"),
                "Expecting to find system, project, domain, OS-TRUST:trust or unscoped in scope.");
        refused(scope("'project'"), "Expecting to find system, project");
        refused(scope("{'project':{'name':'x'}}"), "Expecting to find domain in project.");
        refused(
                scope("{'project':{'domain':{'id':'x'}}}"),
                "Invalid input for field scope/project: id or name must be present.");
        refused(scope("{'domain':{}}"), "Invalid input for field scope/domain: id or name must be present.");
        refused("{'auth':{'identity':{'methods':['token'],'token':{}}}}", "'id' is a required property");
    }

    private void refused(String body, String sentence) {
        assertThat(server.post(body).expect(400).string("/error/message")).contains(sentence);
    }

    private static String user(String user) {
        return "{'auth':{'identity':{'methods':['password'],'password':{'user':" + user + "}}}}";
    }

    private String scope(String scope) {
        return "{'auth':{'identity':{'methods':['password'],'password':{'user':{'id':'" + alice
                + "','password':'secret'}}},'scope':" + scope + "}}";
    }

    @Test
    void aMethodThatIsNotConfiguredIsAnsweredWithThoseThatAre() {
        var answer = server.authenticate("{'methods':['zzz'],'zzz':{}}", "").expect(401);
        assertThat(answer.string("/error/message")).isEqualTo("Attempted to authenticate with an unsupported method.");
        assertThat(answer.at("/error/identity/methods").toString())
                .isEqualTo("[\"external\",\"password\",\"token\",\"totp\",\"mapped\",\"openid\"]");
    }

    @Test
    void nobodyVouchesForAnExternalCaller() {
        var answer = server.authenticate("{'methods':['external'],'external':{}}", "")
                .expect(401);
        assertThat(answer.string("/error/message")).startsWith("The request you have made requires");
        assertThat(answer.at("/error").has("identity")).isFalse();
    }

    @Test
    void rulesOnMethodsMustBeSatisfied() {
        cloud.change(alice, "{'options':{'multi_factor_auth_rules':[['password','token']]}}");
        server.password(alice, "secret", "").expect(401);
        cloud.change(alice, "{'options':{'multi_factor_auth_rules':[['password','never-configured']]}}");
        server.password(alice, "secret", "").expect(201);
        cloud.change(alice, "{'options':{'multi_factor_auth_rules':[['never-configured']]}}");
        server.password(alice, "secret", "").expect(201);
        cloud.change(alice, "{'options':{'multi_factor_auth_rules':[['token']],'multi_factor_auth_enabled':false}}");
        server.password(alice, "secret", "").expect(201);
    }

    @Test
    void twoMethodsMustProveTheSameUser() {
        var bob = cloud.user("bob");
        var token = server.token(bob, "'unscoped':{}");
        var both = "{'methods':['password','token'],'token':{'id':'" + token
                + "'},'password':{'user':{'id':'%s','password':'secret'}}}";
        server.authenticate(both.formatted(alice), "").expect(401);
        var answer = server.authenticate(both.formatted(bob), "").expect(201);
        assertThat(answer.at("/token/methods").toString()).isEqualTo("[\"token\",\"password\"]");
    }

    @Test
    void theHolderOfATokenSeesWhatItMayBeExchangedFor() {
        cloud.grantOnDomain(alice, cloud.home, cloud.member);
        var token = server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
        assertThat(server.send(token, "GET", "/v3/auth/projects").expect(200).strings("/projects", "id"))
                .containsExactly(cloud.blue);
        assertThat(server.send(token, "GET", "/v3/OS-FEDERATION/domains")
                        .expect(200)
                        .strings("/domains", "name"))
                .containsExactly("home");
        assertThat(server.send(token, "GET", "/v3/auth/system")
                        .expect(200)
                        .at("/system")
                        .size())
                .isZero();
        assertThat(server.send(token, "GET", "/v3/auth/catalog")
                        .expect(200)
                        .at("/catalog")
                        .isArray())
                .isTrue();
        server.send(token, "HEAD", "/v3/auth/catalog").expect(200);
        server.send(server.token(alice, "'unscoped':{}"), "GET", "/v3/auth/catalog")
                .expect(403);
        server.send(null, "GET", "/v3/auth/projects").expect(401);
    }
}
