package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
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

    private String doctor(String more) throws IOException {
        manage.configure(more);
        var told = manage.run("doctor");
        assertThat(told.err()).doesNotContain("\tat ");
        assertThat(told.exitCode()).isEqualTo(1);
        return told.out();
    }

    @Test
    void cachesThatAreOffOrOutOfReachAreFound() throws IOException {
        assertThat(doctor("[cache]\nenabled = false")).contains("Caching is off.");
        assertThat(doctor("")).contains("without anything to cache in");
        try (var memcached = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var servers = "[cache]\nbackend = dogpile.cache.memcached\nmemcache_servers = 127.0.0.1:"
                    + memcached.getLocalPort();
            assertThat(doctor(servers)).doesNotContain("memcached server");
            assertThat(doctor(servers + ",127.0.0.1:1,inet6:[::1]:1,nonsense["))
                    .contains("A memcached server cannot be reached.", "    127.0.0.1:1, inet6:[::1]:1, nonsense[");
        }
    }

    @Test
    void keysInTheWrongPlaceOrOpenToAllAreFound() throws IOException {
        manage.keys("fernet_setup").succeeds();
        manage.keys("credential_setup").succeeds();
        assertThat(doctor("")).doesNotContain("Keys are shared", "no usable keys", "can read keys");
        var tokens = directory.resolve("fernet-keys");
        assertThat(doctor("[fernet_receipts]\nkey_repository = " + tokens)).contains("between tokens and receipts");
        assertThat(doctor("[credential]\nkey_repository = " + tokens)).contains("between tokens and credentials");
        Files.setPosixFilePermissions(tokens.resolve("0"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(doctor("")).doesNotContain("can read keys");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(doctor("")).contains("Everybody on this machine can read keys.", "    " + tokens);
        assertThat(doctor("[fernet_receipts]\nkey_repository = /nowhere"))
                .contains("no usable keys for receipts", "/nowhere");
        assertThat(doctor("[fernet_tokens]\nmax_active_keys = 2")).contains("Tokens end when their keys are rotated.");
        assertThat(doctor("[DEFAULT]\nmax_token_size = 8192")).contains("Longer tokens are admitted");
        assertThat(doctor("[DEFAULT]\nmax_token_size = 255")).doesNotContain("Longer tokens are admitted");
        assertThat(doctor("[token]\nprovider = jws")).contains("no keys that verify JWS tokens");
    }

    @Test
    void whoTrustsTooManyIsTold() throws IOException {
        assertThat(doctor("[clavis]\ntrusted_proxies = 10.0.0.1, 0.0.0.0/0"))
                .contains("Everybody counts as a trusted proxy.", "    0.0.0.0/0", "links in answers lead past it");
        assertThat(doctor("[clavis]\ntrusted_proxies = 10.0.0.1\n[DEFAULT]\npublic_endpoint = http://x"))
                .doesNotContain("trusted proxy", "links in answers");
        assertThat(doctor(
                        "[clavis]\ntrusted_proxies = 10.0.0.1\n[oslo_middleware]\nenable_proxy_headers_parsing = true"))
                .doesNotContain("links in answers");
    }

    @Test
    void mistakesAboutDirectoriesAreFound() throws IOException {
        assertThat(doctor("[ldap]\nuser_enabled_emulation_dn = x\nuser_enabled_emulation_use_group_config = true\n"
                        + "group_objectclass = posixGroup"))
                .contains("The DN of enabled users", "What the group of enabled users", "Members of POSIX groups");
        assertThat(doctor("[ldap]\nuser_enabled_emulation_dn = x\nuser_enabled_emulation = true\n"
                        + "group_objectclass = posixGroup\ngroup_members_are_ids = true"))
                .doesNotContain("The DN of enabled users", "Members of POSIX groups");
        var on = "domain_specific_drivers_enabled = true";
        assertThat(doctor(on)).contains("    Could not find directory " + directory.resolve("domains"));
        Files.createDirectory(directory.resolve("domains"));
        Files.writeString(directory.resolve("domains/keystone.good.conf"), "[ldap]\nurl = x\n");
        assertThat(doctor(on)).doesNotContain("configurations is missing", "configuration of a domain");
        Files.writeString(directory.resolve("domains/readme"), "");
        Files.writeString(directory.resolve("domains/keystone.bad.conf"), "ldap]\n");
        assertThat(doctor(on))
                .contains("or has other files.\n    readme", "domain cannot be read.\n    keystone.bad.conf");
        assertThat(doctor(on + "\ndomain_configurations_from_database = true"))
                .doesNotContain("readme", "keystone.bad.conf");
    }

    @Test
    void whatIsLookedForIsToldWhileDebugging() throws IOException {
        manage.configure("");
        assertThat(manage.run("--debug", "doctor").out())
                .contains("Checking for: Caching is off.", "WARNING: Debug logging is on.");
    }

    @Test
    void aClockThatIsTheDatabasesIsNoSymptom() throws IOException {
        manage.run("db_sync").succeeds();
        assertThat(doctor("")).doesNotContain("clock", "schema is not up to date");
    }
}
