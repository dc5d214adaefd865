package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import io.clavis.composition.Keystone;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class TokenInspectTest {
    private static final String PROJECT_SCOPE =
            "{\"project\": {\"name\": \"admin\", \"domain\": {\"id\": \"default\"}}}";

    private final TestDatabase engine;

    @TempDir
    private Path directory;

    private CommandLineFixture manage;

    TokenInspectTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void bootstrap() throws IOException {
        manage = new CommandLineFixture(directory, engine.freshConnection());
        manage.keys("fernet_setup").succeeds();
        manage.run("bootstrap", "--bootstrap-password", "secret").succeeds();
    }

    @AfterEach
    void close() throws JoranException {
        manage.close();
    }

    /** A running service, on a port of its own. */
    private Keystone serve() {
        return Keystone.start(Configuration.load(
                ConfigurationSources.ofFiles(manage.file()).withOverrides(Map.of("clavis.bind_port", "0"))));
    }

    private static String issue(Keystone keystone, String scope) throws IOException, InterruptedException {
        var body = """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                 {"name": "admin", "domain": {"id": "default"}, "password": "secret"}}}, "scope": %s}}
                """.formatted(scope);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + keystone.port() + "/v3/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return answer.headers().firstValue("X-Subject-Token").orElseThrow();
        }
    }

    private String issued(String scope) throws IOException, InterruptedException {
        try (var keystone = serve()) {
            return issue(keystone, scope);
        }
    }

    @Test
    void aValidTokenIsToldAllAboutButNotShown() throws IOException, InterruptedException {
        var token = issued(PROJECT_SCOPE);
        var told = manage.told(token + "\n", "token", "inspect").succeeds();
        assertThat(told.out())
                .contains(
                        "valid: yes",
                        "format: fernet",
                        "key: " + directory.resolve("fernet-keys/1"),
                        "user: admin (",
                        "scope: project admin (",
                        "roles: admin, manager, member, reader",
                        "methods: password",
                        "audit ids: ")
                .doesNotContain("refused", token, "secret");
        assertThat(manage.run("token", "inspect", token).succeeds().out()).contains("valid: yes");
        assertThat(manage.told(token, "token", "inspect", "-").succeeds().out()).contains("valid: yes");
        manage.keys("fernet_rotate").succeeds();
        assertThat(manage.told(token, "token", "inspect").succeeds().out())
                .contains("key: " + directory.resolve("fernet-keys/1"));
        assertThat(manage.told(issued("\"unscoped\""), "token", "inspect")
                        .succeeds()
                        .out())
                .contains("scope: none", "roles: none", "key: " + directory.resolve("fernet-keys/2"));
        assertThat(manage.told(issued("{\"system\": {\"all\": true}}"), "token", "inspect")
                        .succeeds()
                        .out())
                .contains("scope: the system");
    }

    @Test
    void aTokenOfAJwsProviderIsToldOf() throws IOException, InterruptedException {
        manage.configure("[token]\nprovider = jws");
        io.clavis.crypto.key.JwsKeyPair.in(Files.createDirectory(directory.resolve("jws")))
                .write(
                        io.clavis.crypto.token.JwsAlgorithm.of("ES256")
                                .orElseThrow()
                                .generate(new SecureRandom()),
                        io.clavis.crypto.key.KeyOwner.PROCESS);
        var token = issued(PROJECT_SCOPE);
        assertThat(manage.told(token, "token", "inspect").succeeds().out())
                .contains("valid: yes", "format: jws", "key: " + directory.resolve("jws/public.pem"), "user: admin (");
        manage.configure("");
        manage.told(token, "token", "inspect")
                .fails(1, "refused: [token] provider is fernet, which takes no such tokens");
    }

    @Test
    void eachReasonOfARefusalIsTold() throws IOException, InterruptedException {
        var token = issued(PROJECT_SCOPE);
        var unscoped = issued("\"unscoped\"");
        String id;
        try (var capabilities = manage.open()) {
            id = capabilities
                    .users()
                    .findByName("admin", "default")
                    .orElseThrow()
                    .id();
            capabilities.users().update(Origin.SYSTEM, id, Json.object().put("enabled", false));
        }
        manage.told(token, "token", "inspect")
                .fails(1, "refused: user " + id + " is disabled")
                .fails(1, "with all tokens of user_id " + id + " issued until ");
        try (var capabilities = manage.open()) {
            capabilities.users().update(Origin.SYSTEM, id, Json.object().put("enabled", true));
            capabilities
                    .projects()
                    .update(
                            Origin.SYSTEM,
                            capabilities
                                    .projects()
                                    .findByName("admin", "default")
                                    .orElseThrow()
                                    .id(),
                            new io.clavis.resource.ProjectPatch(Json.object().put("enabled", false)));
        }
        manage.told(token, "token", "inspect").fails(1, "is disabled");
        try (var capabilities = manage.open()) {
            capabilities.database().write(Origin.SYSTEM, tx -> {
                capabilities.users().delete(tx, id);
                return true;
            });
        }
        manage.told(unscoped, "token", "inspect").fails(1, "refused: Could not find user: " + id);
    }

    @Test
    void anExpiredTokenIsToldSo() throws IOException, InterruptedException {
        manage.configure("[token]\nexpiration = 0");
        var token = issued(PROJECT_SCOPE);
        manage.told(token, "token", "inspect")
                .fails(1, "refused: it expired at ")
                .fails(1, "user: admin (");
    }

    @Test
    void aTokenOfAnotherKeyIsToldSoWithWhatCanBeSeen() throws IOException {
        var key = FernetKey.generate(new SecureRandom());
        var foreign = new Fernet(KeySource.of(key), InstantSource.system(), new SecureRandom())
                .encryptUnpadded(new byte[] {1, 2, 3});
        manage.told(foreign, "token", "inspect")
                .fails(1, "refused: it cannot be opened: no key fits")
                .fails(1, "key: none that this node has")
                .fails(1, "as it says, unverified");
        manage.run("token", "inspect", "gAAAAA").fails(1, "it cannot be opened");
        manage.configure("[fernet_tokens]\nkey_repository = " + directory.resolve("nowhere"));
        manage.told(foreign, "token", "inspect").fails(1, "nowhere");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        manage.told("", "token", "inspect").fails(1, "There is no token");
        manage.run("token", "inspect", "a b").fails(1, "That is no token");
        manage.run("token", "inspect", "x".repeat(20_000)).fails(1, "That is no token");
        manage.run("token").fails(2, "inspect is required");
    }
}
