package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.security.auth.module.UnixSystem;
import io.clavis.composition.Capabilities;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import io.clavis.crypto.credential.CredentialCipher;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KeystoneManageTest {
    private static final String CONTRACT_HEAD = "c88cdce8f248";
    private static final boolean ROOT = new UnixSystem().getUid() == 0;

    @TempDir
    private Path directory;

    private final PrintStream standardError = System.err;
    private final Map<String, String> environment = new HashMap<>();

    /** What a command did; {@code err} has the log too. */
    private record Outcome(int exitCode, String out, String err) {
        Outcome succeeds() {
            assertThat(exitCode).as(err).isZero();
            return this;
        }

        /** Fails with one message. */
        Outcome failsWith(int code, String text) {
            assertThat(exitCode).as(err).isEqualTo(code);
            assertThat(err).contains(text).doesNotContain("\tat ").doesNotContain("Exception");
            return this;
        }
    }

    @BeforeEach
    void configure() throws IOException {
        write("");
    }

    @AfterEach
    void restoreTheLogOfTests() throws JoranException {
        System.setErr(standardError);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private Path configurationFile() {
        return directory.resolve("keystone.conf");
    }

    private void write(String more) throws IOException {
        Files.writeString(configurationFile(), """
                [database]
                connection = sqlite:///%1$s/keystone.db
                sqlite_synchronous = false
                [fernet_tokens]
                key_repository = %1$s/fernet-keys
                max_active_keys = 3
                [fernet_receipts]
                key_repository = %1$s/receipt-keys
                [credential]
                key_repository = %1$s/credential-keys
                [identity]
                password_hash_rounds = 4
                %2$s
                """.formatted(directory, more));
    }

    private Outcome run(String... command) {
        var arguments =
                new ArrayList<>(List.of("--config-file", configurationFile().toString()));
        arguments.addAll(Arrays.asList(command));
        return bare(arguments.toArray(String[]::new));
    }

    private Outcome bare(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        int code = KeystoneManage.run(
                Arrays.asList(arguments), environment, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Outcome(code, out.toString(), err + log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void logsGoWhereTheArgumentsBeforeTheCommandSay() throws IOException {
        var log = directory.resolve("sync.log");
        bare("--config-file", configurationFile().toString(), "--log-file", log.toString(), "db_sync")
                .succeeds();
        assertThat(log).content().contains("migrating the schema");
        bare(
                "--config-file",
                configurationFile().toString(),
                "--log-dir",
                directory.toString(),
                "--debug",
                "db_version");
        assertThat(directory.resolve("keystone.log")).exists();
    }

    /** A command on key files; root must say who is to own them. */
    private Outcome keys(String command) {
        return ROOT ? run(command, "--keystone-user", "root", "--keystone-group", "root") : run(command);
    }

    private Capabilities open() {
        return Capabilities.open(Configuration.load(ConfigurationSources.ofFiles(configurationFile())));
    }

    @Test
    void theSchemaIsMadeInStepsAndChecked() {
        assertThat(run("db_version").succeeds().out().strip()).isEqualTo("None");
        assertThat(run("db_sync", "--check").exitCode()).isEqualTo(2);
        run("db_sync", "--contract").failsWith(1, "must be expanded before");
        run("db_sync", "--expand").succeeds();
        assertThat(run("db_sync", "--check").exitCode()).isEqualTo(4);
        assertThat(run("db_sync", "--migrate").succeeds().out()).contains("Data migrations are no longer supported");
        run("db_sync", "--contract").succeeds();
        assertThat(run("db_sync", "--check").succeeds().err())
                .contains("up-to-date", "Contract: " + CONTRACT_HEAD + " (head: " + CONTRACT_HEAD + ")");
        run("db_sync").succeeds();
        assertThat(run("db_version").succeeds().out().strip())
                .matches("[0-9a-f]+")
                .isNotEqualTo(CONTRACT_HEAD);
    }

    @Test
    void theSchemaIsMadeAtOnce() {
        run("db_sync").succeeds();
        run("db_sync", "--check").succeeds();
    }

    @Test
    void stepsOfTheSchemaExcludeEachOther() {
        run("db_sync", "--expand", "--contract").failsWith(2, "mutually exclusive");
        run("db_sync", "29").failsWith(1, "Specifying a version is no longer supported");
    }

    @Test
    void bootstrapNeedsASchemaAndAPassword() {
        run("bootstrap", "--bootstrap-password", "secret").failsWith(1, "run `keystone-manage db_sync` first");
        run("db_sync").succeeds();
        var refused = run("bootstrap");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("Either --bootstrap-password argument or OS_BOOTSTRAP_PASSWORD");
    }

    @Test
    void bootstrapTwiceMakesEverythingOnce() {
        run("db_sync").succeeds();
        String[] command = {
            "bootstrap",
            "--bootstrap-password",
            "secret",
            "--bootstrap-region-id",
            "RegionOne",
            "--bootstrap-public-url",
            "http://public/v3",
            "--bootstrap-internal-url",
            "http://internal/v3",
            "--bootstrap-admin-url",
            "http://admin/v3"
        };
        run(command).succeeds();
        var before = rows();
        run(command).succeeds();
        assertThat(rows()).isEqualTo(before);
        assertThat(before)
                .containsEntry("user", 1)
                .containsEntry("role", 5)
                .containsEntry("role_option", 5)
                .containsEntry("implied_role", 3)
                .containsEntry("assignment", 1)
                .containsEntry("system_assignment", 1)
                .containsEntry("region", 1)
                .containsEntry("service", 1)
                .containsEntry("endpoint", 3)
                .containsEntry("password", 1);

        command[6] = "http://moved/v3";
        run(command).succeeds();
        try (var capabilities = open()) {
            assertThat(capabilities.endpoints().all())
                    .extracting(endpoint -> endpoint.url())
                    .containsExactlyInAnyOrder("http://moved/v3", "http://internal/v3", "http://admin/v3");
        }
    }

    private Map<String, Integer> rows() {
        try (var capabilities = open()) {
            return capabilities.database().read(sql -> {
                var counts = new HashMap<String, Integer>();
                for (var table : List.of(
                        "user",
                        "local_user",
                        "password",
                        "project",
                        "role",
                        "role_option",
                        "implied_role",
                        "assignment",
                        "system_assignment",
                        "region",
                        "service",
                        "endpoint",
                        "clavis_change",
                        "revocation_event")) {
                    counts.put(table, sql.fetchCount(org.jooq.impl.DSL.table(org.jooq.impl.DSL.name(table))));
                }
                return counts;
            });
        }
    }

    @Test
    void bootstrapLetsALockedOutAdministratorInAgain() throws IOException {
        write("[security_compliance]\nlockout_failure_attempts = 1\nlockout_duration = 3600\n"
                + "unique_last_password_count = 3");
        run("db_sync").succeeds();
        run("bootstrap", "--bootstrap-password", "secret").succeeds();
        var id = adminId();
        try (var capabilities = open()) {
            capabilities
                    .users()
                    .update(
                            Origin.SYSTEM,
                            id,
                            Json.object().put("enabled", false).put("password", "forgotten"));
            assertThat(refuses(capabilities, id, "guess")).isTrue();
        }
        run("bootstrap", "--bootstrap-password", "secret").succeeds();
        try (var capabilities = open()) {
            assertThat(capabilities
                            .users()
                            .authenticate(Origin.SYSTEM, id, "secret")
                            .enabled())
                    .isTrue();
            assertThat(refuses(capabilities, id, "guess")).isTrue();
            assertThat(refuses(capabilities, id, "secret")).isTrue();
        }
        run("bootstrap", "--bootstrap-password", "secret").succeeds();
        try (var capabilities = open()) {
            capabilities.users().authenticate(Origin.SYSTEM, id, "secret");
        }
    }

    private String adminId() {
        try (var capabilities = open()) {
            return capabilities
                    .users()
                    .findByName("admin", "default")
                    .orElseThrow()
                    .id();
        }
    }

    private static boolean refuses(Capabilities capabilities, String id, String password) {
        try {
            capabilities.users().authenticate(Origin.SYSTEM, id, password);
            return false;
        } catch (io.clavis.http.Unauthorized refused) {
            return true;
        }
    }

    @Test
    void bootstrapTakesTheEnvironmentBeforeTheCommandLine() {
        run("db_sync").succeeds();
        environment.putAll(Map.of(
                "OS_BOOTSTRAP_PASSWORD", "from-environment",
                "OS_BOOTSTRAP_USERNAME", "root",
                "OS_BOOTSTRAP_PROJECT_NAME", "operations",
                "OS_BOOTSTRAP_ROLE_NAME", "chief",
                "OS_BOOTSTRAP_SERVICE_NAME", "identity",
                "OS_BOOTSTRAP_REGION_ID", "north",
                "OS_BOOTSTRAP_PUBLIC_URL", "http://public/v3"));
        run("bootstrap", "--bootstrap-username", "ignored", "--no-immutable-roles")
                .succeeds();
        try (var capabilities = open()) {
            var user = capabilities.users().findByName("root", "default").orElseThrow();
            capabilities.users().authenticate(Origin.SYSTEM, user.id(), "from-environment");
            var project =
                    capabilities.projects().findByName("operations", "default").orElseThrow();
            assertThat(capabilities.assignments().effectiveRolesOnProject(user.id(), project.id()))
                    .extracting(role -> role.name())
                    .contains("chief", "manager", "member", "reader");
            assertThat(capabilities.regions().find("north")).isPresent();
            assertThat(capabilities.endpoints().all()).hasSize(1);
        }
        assertThat(rows()).containsEntry("role_option", 0);
    }

    @Test
    void bootstrapRefusesAPasswordThatTheOperatorsOwnRulesRefuse() throws IOException {
        write("[security_compliance]\npassword_regex = ^[0-9]{20}$");
        run("db_sync").succeeds();
        run("bootstrap", "--bootstrap-password", "hunter-two").failsWith(1, "password");
        assertThat(run("bootstrap", "--bootstrap-password", "hunter-two").err()).doesNotContain("hunter-two");
    }

    @Test
    void keysAreSetUpOnceAndRotated() throws IOException {
        keys("fernet_setup").succeeds();
        assertThat(files("fernet-keys")).containsExactlyInAnyOrder("0", "1");
        assertThat(files("receipt-keys")).containsExactlyInAnyOrder("0", "1");
        var first = Files.readString(directory.resolve("fernet-keys/1"));
        keys("fernet_setup").succeeds();
        assertThat(Files.readString(directory.resolve("fernet-keys/1"))).isEqualTo(first);
        keys("fernet_rotate").succeeds();
        keys("fernet_rotate").succeeds();
        assertThat(files("fernet-keys")).containsExactlyInAnyOrder("0", "2", "3");
        assertThat(files("receipt-keys")).contains("3");
        keys("token_rotate").succeeds();
        assertThat(files("fernet-keys")).containsExactlyInAnyOrder("0", "3", "4");
        assertThat(files("receipt-keys")).doesNotContain("4");
        keys("receipt_rotate").succeeds();
        assertThat(files("receipt-keys")).contains("4");
    }

    @Test
    void anUnknownOwnerIsToldBeforeAnythingIsDone() throws IOException {
        keys("fernet_setup").succeeds();
        run("fernet_setup", "--keystone-user", "nosuchuser", "--keystone-group", "root")
                .failsWith(1, "Unknown user 'nosuchuser' in --keystone-user");
        run("fernet_rotate", "--keystone-user", "root", "--keystone-group", "nosuchgroup")
                .failsWith(1, "Unknown group 'nosuchgroup' in --keystone-group");
        assertThat(files("fernet-keys")).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void singleRepositoriesAreSetUp() throws IOException {
        keys("credential_setup").succeeds();
        keys("token_setup").succeeds();
        keys("receipt_setup").succeeds();
        for (var repository : List.of("credential-keys", "fernet-keys", "receipt-keys")) {
            assertThat(files(repository)).containsExactlyInAnyOrder("0", "1");
            assertThat(Files.getPosixFilePermissions(directory.resolve(repository)))
                    .hasSize(3);
        }
    }

    @Test
    void keysOfCredentialsAreRotatedOnceNoCredentialNeedsThemAnyMore() throws IOException {
        run("db_sync").succeeds();
        keys("credential_setup").succeeds();
        keys("credential_rotate").succeeds();
        assertThat(files("credential-keys")).containsExactlyInAnyOrder("0", "1", "2");
        insertCredential();
        keys("credential_rotate").failsWith(1, "keystone-manage credential_migrate");
        assertThat(files("credential-keys")).containsExactlyInAnyOrder("0", "1", "2");
        keys("credential_migrate").succeeds();
        run("credential_migrate").succeeds();
        keys("credential_rotate").succeeds();
        assertThat(files("credential-keys")).containsExactlyInAnyOrder("0", "2", "3");
        try (var capabilities = open()) {
            var credential = capabilities.credentials().find("c1").orElseThrow();
            assertThat(capabilities.credentials().blob(credential)).isEqualTo("secret blob");
        }
    }

    @Test
    void aCredentialWhoseKeyIsGoneIsNamed() throws IOException {
        run("db_sync").succeeds();
        keys("credential_setup").succeeds();
        insertCredential();
        Files.delete(directory.resolve("credential-keys/0"));
        Files.delete(directory.resolve("credential-keys/1"));
        keys("credential_setup").succeeds();
        run("credential_migrate").failsWith(1, "c1");
    }

    // Encrypted with key 1.
    private void insertCredential() throws IOException {
        var key = FernetKey.parse(Files.readString(directory.resolve("credential-keys/1")));
        var sealed = new CredentialCipher(new OneKey(key), InstantSource.system(), new SecureRandom())
                .encrypt("secret blob");
        try (var capabilities = open()) {
            capabilities
                    .database()
                    .write(
                            Origin.SYSTEM,
                            tx -> tx.sql()
                                    .insertInto(Tables.CREDENTIAL)
                                    .set(Tables.CREDENTIAL.ID, "c1")
                                    .set(Tables.CREDENTIAL.USER_ID, "u1")
                                    .set(Tables.CREDENTIAL.TYPE, "cert")
                                    .set(Tables.CREDENTIAL.ENCRYPTED_BLOB, sealed.blob())
                                    .set(Tables.CREDENTIAL.KEY_HASH, sealed.keyHash())
                                    .execute());
        }
    }

    private record OneKey(FernetKey key) implements KeySource {
        @Override
        public List<FernetKey> keys() {
            return List.of(key);
        }

        @Override
        public List<FernetKey> refreshed() {
            return keys();
        }
    }

    @Test
    void keysThatCannotBeRotatedOrOwnedAreTold() {
        keys("fernet_rotate").failsWith(1, "fernet-keys");
        run("fernet_setup", "--keystone-user", "nobody-of-this-name", "--keystone-group", "root")
                .failsWith(1, "nobody-of-this-name");
    }

    @Test
    void rootMustSayWhoOwnsTheKeys() {
        assertThat(run("fernet_setup").exitCode()).isEqualTo(ROOT ? 2 : 0);
    }

    private List<String> files(String repository) throws IOException {
        try (var files = Files.list(directory.resolve(repository))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theMetadataOfTheIdentityProviderIsPrinted() throws IOException, URISyntaxException {
        run("saml_idp_metadata").failsWith(1, "Ensure configuration option idp_entity_id is set");
        write("[saml]\nidp_entity_id = https://idp.example/v3\n");
        run("saml_idp_metadata").failsWith(1, "Ensure configuration option idp_sso_endpoint is set");
        var saml = "[saml]\nidp_entity_id = https://idp.example/v3\nidp_sso_endpoint = https://idp.example/sso\n";
        write(saml + "certfile = /nowhere/certificate.pem\n");
        run("saml_idp_metadata").failsWith(1, "Cannot open certificate /nowhere/certificate.pem");
        var certificate = Path.of(KeystoneManageTest.class
                .getResource("/io/clavis/saml/certificate.pem")
                .toURI());
        write(saml + "certfile = " + certificate + "\n");
        assertThat(run("saml_idp_metadata").succeeds().out())
                .startsWith("<md:EntityDescriptor ")
                .contains(
                        "entityID=\"https://idp.example/v3\"",
                        "<ds:X509Certificate>MII",
                        "<md:OrganizationName xml:lang=\"en\">SAML Identity Provider</md:OrganizationName>",
                        "<md:ContactPerson contactType=\"other\"><md:Company>Example, Inc.</md:Company>",
                        "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:URI\""
                                + " Location=\"https://idp.example/sso\"/>");
    }

    @Test
    void theDoctorNamesWhatIsWrong() throws IOException {
        var ill = run("doctor");
        assertThat(ill.exitCode()).isEqualTo(1);
        assertThat(ill.out())
                .contains("The database is SQLite")
                .contains("schema is not up to date")
                .contains("no usable keys for tokens")
                .contains("no usable keys for credentials")
                .doesNotContain("Debug logging")
                .doesNotContain("regular expression is invalid");

        run("db_sync").succeeds();
        keys("fernet_setup").succeeds();
        keys("credential_setup").succeeds();
        var well = run("doctor");
        assertThat(well.exitCode()).isEqualTo(1);
        assertThat(well.out().lines().filter(line -> line.startsWith("WARNING")).toList())
                .containsExactly(
                        "WARNING: Caching is on, without anything to cache in.", "WARNING: The database is SQLite.");
    }

    @Test
    void theDoctorKnowsEverySymptom() throws IOException {
        write("""
                [DEFAULT]
                debug = true
                insecure_debug = true
                admin_token = ADMIN
                [credential]
                key_repository = %1$s/fernet-keys
                [security_compliance]
                password_expires_days = 1
                minimum_password_age = 1
                password_regex = (
                [saml]
                certfile = a,b
                """.formatted(directory));
        assertThat(run("doctor").out())
                .contains(
                        "Debug logging is on",
                        "Errors tell clients",
                        "admin token is on",
                        "shared between tokens and credentials",
                        "expires before it may be changed",
                        "regular expression is invalid",
                        "not told what passwords must look like",
                        "path of the SAML certificate has a comma")
                .doesNotContain("ADMIN\n");
    }

    @Test
    void trustsAreFlushedByDay() throws IOException {
        run("trust_flush").failsWith(1, "db_sync");
        run("db_sync").succeeds();
        run("trust_flush").succeeds();
        run("trust_flush", "--date", "24-12-2025", "--project-id", "p", "--trustor-user-id", "a")
                .succeeds();
        run("trust_flush", "--date", "2025-12-24").failsWith(1, "DD-MM-YYYY");
        run("trust_flush", "--date", "31-02-2025").failsWith(1, "DD-MM-YYYY");
    }

    @Test
    void everyCommandExplainsItself() {
        var help = bare("--help").succeeds();
        for (var command : List.of(
                "bootstrap",
                "credential_migrate",
                "credential_rotate",
                "credential_setup",
                "db_sync",
                "db_version",
                "doctor",
                "fernet_rotate",
                "fernet_setup",
                "receipt_rotate",
                "receipt_setup",
                "token_rotate",
                "token_setup",
                "trust_flush")) {
            assertThat(help.out()).contains(command);
            assertThat(bare(command, "--help").succeeds().out()).contains("Usage: keystone-manage " + command);
        }
        assertThat(bare("--version").succeeds().out()).contains("Keystone 30.0");
    }

    @Test
    void aWrongCommandLineIsMisuse() {
        bare().failsWith(2, "Usage");
        bare("no_such_command").failsWith(2, "no_such_command");
        bare("db_sync", "--no-such-option").failsWith(2, "--no-such-option");
        bare("--no-such-option", "db_sync").failsWith(2, "--no-such-option");
    }

    @Test
    void aBrokenConfigurationIsTold() throws IOException {
        write("[token]\nexpiration = soon");
        run("db_sync").failsWith(1, "expiration");
        write("[database]\nconnection = nonsense");
        run("db_sync").failsWith(1, "database URL");
        bare("--config-file", directory.resolve("absent.conf").toString(), "db_sync")
                .failsWith(1, "absent.conf");
    }

    @Test
    void anUnreachableDatabaseIsTold() throws IOException {
        for (var url : List.of(
                "mysql+pymysql://keystone:hunter-two@127.0.0.1:1/keystone",
                "postgresql://keystone:hunter-two@127.0.0.1:1/keystone",
                "sqlite:////no/such/directory/keystone.db")) {
            write("[database]\nconnection = " + url + "\npool_timeout = 1");
            var outcome = run("db_sync").failsWith(1, "The database cannot be reached: ");
            assertThat(outcome.err()).doesNotContain("hunter-two");
        }
        run("bootstrap", "--bootstrap-password", "x").failsWith(1, "The database cannot be reached: ");
        assertThat(run("doctor").out()).contains("The database cannot be used");
    }
}
