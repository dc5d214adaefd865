package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.config.DatabaseUrl;
import io.clavis.http.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real servers that speak TLS, and let some in only by their certificates. */
final class DatabaseTlsTest {
    /** Whoever is refused is tried again for a second only. */
    private static final DatabaseSettings SETTINGS = new DatabaseSettings(
            1, 0, Duration.ofSeconds(2), Duration.ofHours(1), 1, "TRADITIONAL", null, false, false);

    private static final TestAuthority AUTHORITY = new TestAuthority("CN=authority");
    private static final TestAuthority ANOTHER = new TestAuthority("CN=another");

    @TempDir
    private static Path files;

    private static MariadbServer mariadb;
    private static PostgresqlServer postgresql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        AUTHORITY.write(files.resolve("ca.pem"));
        ANOTHER.write(files.resolve("another.pem"));
        TestAuthority.write(AUTHORITY.identity("CN=keystone"), files, "own");
        TestAuthority.write(ANOTHER.identity("CN=keystone"), files, "foreign");
        if (TestDatabase.chosen().anyMatch(TestDatabase.MARIADB::equals)) {
            mariadb = MariadbServer.start(directory -> {
                certificates(directory);
                return List.of(
                        "--ssl-ca=" + directory.resolve("ca.pem"),
                        "--ssl-cert=" + directory.resolve("server.pem"),
                        "--ssl-key=" + directory.resolve("server.key"));
            });
            mariadb.execute("CREATE DATABASE d");
            mariadb.execute("CREATE USER plain@'%' IDENTIFIED BY 'p'");
            mariadb.execute("CREATE USER shown@'%' IDENTIFIED BY 'p' REQUIRE X509");
            mariadb.execute("CREATE USER second@'%' IDENTIFIED BY 'p' REQUIRE SUBJECT '/CN=second'");
            mariadb.execute("GRANT ALL ON d.* TO plain@'%', shown@'%', second@'%'");
        }
        if (TestDatabase.chosen().anyMatch(TestDatabase.POSTGRESQL::equals)) {
            postgresql = PostgresqlServer.start(directory -> {
                certificates(directory);
                write(
                        directory.resolve("hba"),
                        "hostssl d all all trust clientcert=verify-ca\nhost postgres all all trust\n");
                return List.of(
                        "ssl=on",
                        "ssl_ca_file=" + directory.resolve("ca.pem"),
                        "ssl_cert_file=" + directory.resolve("server.pem"),
                        "ssl_key_file=" + directory.resolve("server.key"),
                        "hba_file=" + directory.resolve("hba"));
            });
            postgresql.execute("CREATE DATABASE d");
        }
    }

    private static void certificates(Path directory) {
        try {
            AUTHORITY.write(directory.resolve("ca.pem"));
            TestAuthority.write(AUTHORITY.identity("CN=server"), directory, "server");
            Files.setPosixFilePermissions(
                    directory.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server asks of those that come. */
    enum Engine {
        MARIADB {
            @Override
            String url(String host, String tls) {
                assumeTrue(mariadb != null, "CLAVIS_TEST_DATABASES leaves MariaDB out");
                return "mysql+pymysql://shown:p@" + host + ":" + mariadb.port() + "/d?" + tls;
            }

            @Override
            String own(String stem) {
                return "ssl_cert=" + files.resolve(stem + ".pem") + "&ssl_key=" + files.resolve(stem + ".key");
            }

            @Override
            String unchecked() {
                return "ssl_check_hostname=false";
            }

            @Override
            String checked(String authority) {
                return "ssl_ca=" + files.resolve(authority);
            }
        },
        POSTGRESQL {
            @Override
            String url(String host, String tls) {
                assumeTrue(postgresql != null, "CLAVIS_TEST_DATABASES leaves PostgreSQL out");
                return "postgresql://postgres@" + host + ":" + postgresql.port() + "/d?" + tls;
            }

            @Override
            String own(String stem) {
                return "sslcert=" + files.resolve(stem + ".pem") + "&sslkey=" + files.resolve(stem + ".key");
            }

            @Override
            String unchecked() {
                return "sslmode=require";
            }

            @Override
            String checked(String authority) {
                return "sslmode=verify-full&sslrootcert=" + files.resolve(authority);
            }
        };

        abstract String url(String host, String tls);

        abstract String own(String stem);

        abstract String unchecked();

        abstract String checked(String authority);
    }

    @ParameterizedTest
    @EnumSource
    void whoShowsACertificateIsLetIn(Engine engine) {
        connects(engine.url("127.0.0.1", engine.checked("ca.pem") + "&" + engine.own("own")));
        connects(engine.url("127.0.0.1", engine.unchecked() + "&" + engine.own("own")));
    }

    @ParameterizedTest
    @EnumSource
    void whoShowsNoneOrAForeignOneIsNot(Engine engine) {
        refused(engine.url("127.0.0.1", engine.checked("ca.pem")));
        refused(engine.url("127.0.0.1", engine.checked("ca.pem") + "&" + engine.own("foreign")));
    }

    @ParameterizedTest
    @EnumSource
    void aServerOfAnotherAuthorityOrNameIsNotSpokenTo(Engine engine) {
        refused(engine.url("127.0.0.1", engine.checked("another.pem") + "&" + engine.own("own")));
        // The server's certificate names the address only.
        refused(engine.url("localhost", engine.checked("ca.pem") + "&" + engine.own("own")));
    }

    @ParameterizedTest
    @EnumSource
    void filesThatAreNotThereAreNamed(Engine engine) {
        assertThatThrownBy(() -> connects(engine.url("127.0.0.1", engine.unchecked() + "&" + engine.own("missing"))))
                .hasStackTraceContaining("missing.pem");
    }

    @Test
    void theNameOfAMariadbMayBeLeftUnchecked() {
        connects(Engine.MARIADB.url(
                "localhost",
                Engine.MARIADB.checked("ca.pem") + "&ssl_check_hostname=false&" + Engine.MARIADB.own("own")));
    }

    /** A connection reads the files anew: what was renewed is shown without a restart. */
    @Test
    void aRenewedCertificateNeedsNoRestart() throws IOException {
        assumeTrue(mariadb != null, "CLAVIS_TEST_DATABASES leaves MariaDB out");
        TestAuthority.write(AUTHORITY.identity("CN=first"), files, "renewed");
        var url = "mysql+pymysql://second:p@127.0.0.1:" + mariadb.port() + "/d?" + Engine.MARIADB.checked("ca.pem")
                + "&" + Engine.MARIADB.own("renewed");
        try (var database = open(url)) {
            assertThatThrownBy(() -> database.schema().version()).isInstanceOf(RuntimeException.class);
            TestAuthority.write(AUTHORITY.identity("CN=second"), files, "renewed");
            assertThat(database.schema().version()).isEmpty();
        }
    }

    @Test
    void aKeyWithoutItsCertificateIsRefusedAtOnce() {
        assertThatThrownBy(() -> open("mysql+pymysql://u:p@127.0.0.1/d?ssl_key=/k"))
                .hasMessageContaining("ssl_key needs ssl_cert");
    }

    private static void connects(String url) {
        try (var database = open(url)) {
            assertThat(database.schema().version()).isEmpty();
        }
    }

    private static void refused(String url) {
        assertThatThrownBy(() -> connects(url)).isInstanceOf(RuntimeException.class);
    }

    private static Database open(String url) {
        return Database.open(DatabaseUrl.parse(url), SETTINGS, InstantSource.system());
    }
}
