package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.db.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when the service does not start. */
class StartFailureTest {
    @TempDir
    private Path directory;

    private final Map<String, String> options = new HashMap<>(Cloud.options(TestDatabase.SQLITE, Map.of()));

    private String told() {
        var text = new StringWriter();
        try (var keystone = Keystone.start(Configuration.of(options))) {
            throw new AssertionError("it listens on " + keystone.port());
        } catch (RuntimeException failure) {
            assertThat(StartFailure.tell(failure, new PrintWriter(text))).isEqualTo(1);
        }
        assertThat(text.toString()).doesNotContain("\tat ");
        return text.toString();
    }

    private void setUpKeys() {
        Keys.of(Configuration.of(options)).tokens().setup(KeyOwner.PROCESS);
    }

    @Test
    void aDatabaseWithoutASchemaIsTold() {
        options.put("database.connection", "sqlite:///" + directory.resolve("empty.db"));
        assertThat(told()).contains("run `keystone-manage db_sync` first");
    }

    @Test
    void aDatabaseThatIsAwayIsTold() {
        options.put("database.connection", "mysql+pymysql://keystone:hunter-two@127.0.0.1:1/keystone");
        options.put("database.pool_timeout", "1");
        assertThat(told()).contains("The database cannot be reached: ").doesNotContain("hunter-two");
    }

    @Test
    void anUnknownVersionOfMappingsIsTold() {
        assertThatThrownBy(() -> Settings.mappingVersion(
                        Configuration.of(Map.of("federation.attribute_mapping_default_schema_version", "4.0"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("4.0");
    }

    @Test
    void aDatabaseUrlThatIsNoneIsTold() {
        options.put("database.connection", "oracle://scott:tiger@db/keystone");
        assertThat(told()).contains("[database] ").doesNotContain("tiger");
    }

    @Test
    void missingKeysAreTold() {
        assertThat(told()).contains(options.get("fernet_tokens.key_repository"));
    }

    @Test
    void aTokenFormatThatIsNotThereIsTold() {
        options.put("token.provider", "uuid");
        assertThat(told()).contains("[token] provider");
    }

    @Test
    void anUnusablePolicyIsTold() throws IOException {
        setUpKeys();
        var policy = Files.writeString(directory.resolve("policy.yaml"), "[not: a policy");
        options.put("oslo_policy.policy_file", policy.toString());
        assertThat(told()).contains("policy.yaml");
    }

    @Test
    void aPortThatIsTakenIsTold() {
        setUpKeys();
        try (var first = Keystone.start(Configuration.of(options))) {
            options.put("clavis.bind_port", String.valueOf(first.port()));
            assertThat(told())
                    .contains("Cannot listen on 127.0.0.1:" + first.port() + ": another process does already");
        }
    }

    @Test
    void anAddressThatIsNotOursIsTold() {
        setUpKeys();
        options.put("clavis.bind_host", "192.0.2.1");
        assertThat(told()).contains("Cannot listen on 192.0.2.1:0: ");
    }

    @Test
    void aPluginThatCannotBeLoadedIsTold() {
        setUpKeys();
        options.put("auth.external", "Kerberos");
        assertThat(told()).contains("[auth] external: there is no plug-in Kerberos; there is default, DefaultDomain");
        options.put("auth.external", "DefaultDomain");
        options.put("auth.password", "acme");
        assertThat(told()).contains("[auth] password: there is no plug-in acme");
    }

    @Test
    void authoritiesOfClientsWithoutTlsAreTold() throws IOException {
        setUpKeys();
        options.put("clavis.tls_client_cert_required", "true");
        assertThat(told()).contains("tls_client_cert_required needs tls_client_ca_file");
        var file = Files.writeString(directory.resolve("ca.pem"), "nonsense").toString();
        options.put("clavis.tls_client_ca_file", file);
        assertThat(told()).contains("tls_client_ca_file needs tls_cert_file");
    }

    @Test
    void halfACertificateIsTold() throws IOException {
        setUpKeys();
        var file = Files.writeString(directory.resolve("cert.pem"), "nonsense").toString();
        options.put("clavis.tls_cert_file", file);
        assertThat(told()).contains("set both, or neither");
        options.put("clavis.tls_key_file", directory.resolve("absent.pem").toString());
        assertThat(told()).contains("absent.pem cannot be read");
        options.put("clavis.tls_key_file", file);
        assertThat(told()).contains("tls_key_file").contains("cannot be used");
    }

    @Test
    void healthChecksThatExcludeEachOtherAreTold() {
        setUpKeys();
        options.put("healthcheck.backends", "disable_by_file,enable_by_files");
        assertThat(told()).contains("exclude each other");
    }

    @Test
    void aDefectShowsItsStackTrace() {
        assertThat(StartFailure.sentence(new IllegalStateException("a defect"))).isEmpty();
        var text = new StringWriter();
        StartFailure.tell(new IllegalStateException("a defect"), new PrintWriter(text));
        assertThat(text.toString()).contains("a defect").contains("\tat ");
    }

    @Test
    void nothingIsLeftRunningAfterAFailedStart() {
        assertThat(told()).isNotEmpty();
        setUpKeys();
        try (var keystone = Keystone.start(Configuration.of(options))) {
            assertThat(keystone.port()).isPositive();
        }
        assertThatThrownBy(() -> Configuration.of(Map.of("clavis.bind_port", "70000")))
                .hasMessageContaining("bind_port");
    }
}
