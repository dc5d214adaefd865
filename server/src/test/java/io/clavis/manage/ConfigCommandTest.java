package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    private Path directory;

    private CommandLineFixture manage;

    @BeforeEach
    void configure() throws IOException {
        manage = new CommandLineFixture(directory, "sqlite:///" + directory + "/keystone.db");
    }

    @AfterEach
    void close() throws JoranException {
        manage.close();
    }

    @Test
    void theSampleCanBeReadAgain() {
        var sample = manage.run("config", "sample").succeeds().out();
        assertThat(sample).contains("[token]\n", "#expiration = 3600\n", "# Formerly: [DEFAULT] logfile");
        var file = directory.resolve("sample.conf");
        manage.run("config", "sample", "--output-file", file.toString()).succeeds();
        assertThat(file).content().isEqualTo(sample);
        assertThat(Configuration.load(ConfigurationSources.ofFiles(file)).warnings())
                .isEmpty();
        manage.run(
                        "config",
                        "sample",
                        "--output-file",
                        directory.resolve("no/such").toString())
                .fails(1, "cannot be written");
    }

    @Test
    void aGoodConfigurationPassesTheCheck() {
        assertThat(manage.run("config", "check").succeeds().out()).isEqualTo("0 errors, 0 warnings\n");
    }

    @Test
    void theCheckTellsEverythingAndFails() throws IOException {
        manage.configure("""
                [token]
                expiration = soon
                provder = fernet
                [DEFAULT]
                admin_token = $hunter-two
                logfile = x
                [ldap]
                url = ldap://x
                """);
        var told =
                manage.run("config", "check").fails(1, "error    " + manage.file() + ":17: [token] expiration = soon");
        assertThat(told.out())
                .contains(
                        ":18: unknown option [token] provder; did you mean provider?",
                        "warning  " + manage.file() + ":21: [DEFAULT] logfile is deprecated",
                        ":23: [ldap] url has no effect",
                        "3 errors, 2 warnings")
                .doesNotContain("hunter");
    }

    @Test
    void theCheckTellsWhatAStartWouldRefuse() throws IOException {
        manage.configure("""
                [token]
                provider = uuid
                [clavis]
                tls_cert_file = /x
                trusted_proxies = nobody
                """);
        assertThat(manage.run("config", "check")
                        .fails(1, "error    [token] provider: uuid is neither fernet nor jws.")
                        .out())
                .contains("[clavis] tls_cert_file and tls_key_file", "[clavis] trusted_proxies", "3 errors");
        manage.configure("[database]\nconnection = oracle://x");
        manage.run("config", "check").fails(1, "error    [database] ");
    }

    @Test
    void aMissingFileIsAnError() throws IOException {
        Files.delete(manage.file());
        manage.run("config", "check").fails(1, "no such file or directory");
        manage.run("config").fails(2, "sample and check");
        manage.run("config", "nosuch").fails(2, "nosuch");
    }

    @Test
    void argumentsOfLogsGoBeforeTheConfiguration() throws IOException {
        manage.configure("[DEFAULT]\ndebug = true\nuse_json = true");
        assertThat(manage.run("--nodebug", "--nouse-json", "--use-syslog", "--log-date-format", "%Y", "db_sync")
                        .succeeds()
                        .err())
                .contains(" INFO ")
                .doesNotContain("{\"", " DEBUG ");
        assertThat(manage.run("db_sync").succeeds().err()).doesNotContain(" INFO ");
    }
}
