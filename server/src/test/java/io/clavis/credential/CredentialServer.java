package io.clavis.credential;

import io.clavis.config.Configuration;
import io.clavis.crypto.credential.CredentialCipher;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.NullKeyFallback;
import io.clavis.crypto.password.PasswordAlgorithm;
import io.clavis.crypto.password.PasswordSettings;
import io.clavis.crypto.password.Passwords;
import io.clavis.db.Change;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.Json;
import io.clavis.http.TestServer;
import io.clavis.identity.FreshPasscode;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.Users;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import io.clavis.throttle.Throttle;
import io.clavis.throttle.ThrottleSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Credentials over HTTP. Callers: {@code admin}; {@code auditor}, a reader of the system; {@code alice} and {@code bob},
 * members of {@link #PROJECT}; {@code delegated} and {@code trusted}, alice by an application credential and by a trust;
 * {@code delegated-admin}. Alice has rules on multiple factors; her only good passcode is 123456.
 */
final class CredentialServer implements AutoCloseable, KeySource {
    static final String PROJECT = "a0000000000000000000000000000001";
    private static final String DOMAIN = "d0000000000000000000000000000001";

    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private final Passwords passwords =
            new Passwords(PasswordSettings.defaults(PasswordAlgorithm.BCRYPT).withRounds(4), new SecureRandom());
    private final List<FernetKey> keys = new ArrayList<>(List.of(FernetKey.generate(new SecureRandom())));
    final Database database;
    final Credentials credentials;
    final Users users;
    final String alice;
    final String bob;
    final String admin;
    final TestServer http;

    CredentialServer(TestDatabase engine, CredentialSettings settings, boolean freshPasscodes) {
        database = engine.fresh();
        var projects = new Projects(
                database, new ResourceSettings("default", 5, false, false, "Federated", ListLimits.DEFAULT));
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Domain"));
        projects.create(Origin.SYSTEM, Project.inDomain(PROJECT, "project", DOMAIN));
        var identity = IdentitySettings.of(Configuration.of(Map.of()));
        users = new Users(database, projects, passwords, identity, (tx, userId) -> {}, InstantSource.system());
        alice = user("alice", "{'multi_factor_auth_rules': [['password', 'totp']]}");
        bob = user("bob", "{}");
        admin = user("admin", "{}");
        var cipher = new CredentialCipher(new NullKeyFallback(this), InstantSource.system(), new SecureRandom());
        credentials = new Credentials(database, cipher, settings);
        var passcodes = new FreshPasscode(
                users,
                freshPasscodes,
                (userId, passcode) -> userId.equals(alice) && passcode.equals("123456"),
                new Throttle(ThrottleSettings.NONE, InstantSource.system()));
        http = TestServer.start(enforcer, callers(), api -> {
            new CredentialApi(credentials, settings, passcodes).declare(api);
            new Ec2CredentialApi(credentials, users, projects).declare(api);
        });
    }

    static CredentialServer start(TestDatabase engine) {
        return new CredentialServer(engine, new CredentialSettings(-1, false, ListLimits.DEFAULT), false);
    }

    private String user(String name, String options) {
        var user = Json.object().put("name", name).put("domain_id", DOMAIN);
        user.set(
                "options",
                Json.parse(options.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .orElseThrow());
        return users.create(Origin.SYSTEM, user).id();
    }

    private Map<String, Caller> callers() {
        var own = Map.of("methods", List.of("password"));
        var byApplication =
                Map.of("methods", List.of("application_credential"), "application_credential", Map.of("id", "app1"));
        var callers = new HashMap<String, Caller>();
        callers.put("admin", caller(admin, "admin", own));
        callers.put("alice", caller(alice, "member", own));
        callers.put("bob", caller(bob, "member", own));
        callers.put("reader", caller(alice, "reader", own));
        callers.put("delegated", caller(alice, "member", byApplication));
        callers.put("delegated-admin", caller(admin, "admin", byApplication));
        callers.put(
                "trusted",
                caller(
                        alice,
                        "member",
                        Map.of("methods", List.of("password"), "OS-TRUST:trust", Map.of("id", "trust1"))));
        callers.put("forgetful", caller(alice, "member", Map.of("methods", List.of())));
        callers.put(
                "auditor",
                new Caller(
                        "token",
                        io.clavis.policy.Credentials.builder()
                                .userId(admin)
                                .systemScope("all")
                                .roles(List.of("reader"))
                                .token(own)
                                .build()));
        return callers;
    }

    private static Caller caller(String userId, String role, Map<String, ?> token) {
        return new Caller(
                "token",
                io.clavis.policy.Credentials.builder()
                        .userId(userId)
                        .projectId(PROJECT)
                        .roles(List.of(role))
                        .token(token)
                        .build());
    }

    /** Keys are rotated: a new primary, the others stay. */
    void rotate() {
        keys.addFirst(FernetKey.generate(new SecureRandom()));
    }

    /** All keys but the primary are lost. */
    void forgetOldKeys() {
        keys.subList(1, keys.size()).clear();
    }

    @Override
    public List<FernetKey> keys() {
        return List.copyOf(keys);
    }

    @Override
    public List<FernetKey> refreshed() {
        return keys();
    }

    /** What the change feed says of credentials, as {@code operation id}. */
    List<String> changes() {
        return database.changes().after(0, 1000).stream()
                .filter(change -> change.entity() == Entity.CREDENTIAL)
                .map(CredentialServer::text)
                .toList();
    }

    private static String text(Change change) {
        return change.operation() + " " + change.id();
    }

    @Override
    public void close() {
        http.close();
        enforcer.close();
        database.close();
        passwords.close();
    }
}
