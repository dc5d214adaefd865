package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.composition.Capabilities;
import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import io.clavis.db.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentDirectoryTest {
    @TempDir
    private Path parent;

    private DevelopmentDirectory directory(String name) {
        return new DevelopmentDirectory(parent.resolve(name));
    }

    private static Configuration load(DevelopmentDirectory directory) {
        return Configuration.load(ConfigurationSources.ofFiles(directory.configurationFile())
                .withOverrides(Map.of("identity.password_hash_rounds", "4")));
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        var home = directory("a/b");
        home.create();
        home.writeOpenrc("http://127.0.0.1:5000/v3", home.adminPassword());
        assertThat(permissions(home.path())).isEqualTo("rwx------");
        for (var name : new String[] {"keystone.conf", "keystone.db", "admin-password", "openrc"}) {
            assertThat(permissions(home.path().resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void thePasswordIsMadeOnce() {
        var home = directory("dev");
        home.create();
        var password = home.adminPassword();
        assertThat(password).hasSizeGreaterThanOrEqualTo(20).isEqualTo(home.adminPassword());
        assertThat(directory("other").path()).isNotEqualTo(home.path());
    }

    @Test
    void aConfigurationThatIsThereIsKept() throws IOException {
        var home = directory("dev");
        home.create();
        Files.writeString(home.configurationFile(), "[token]\nexpiration = 60\n");
        home.create();
        assertThat(home.configurationFile()).hasContent("[token]\nexpiration = 60\n");
    }

    @Test
    void beginningAnewDeletesOnlyWhatItMade() throws IOException {
        var home = directory("dev");
        home.create();
        home.adminPassword();
        Files.createDirectories(home.path().resolve("fernet-keys"));
        Files.writeString(home.path().resolve("fernet-keys/0"), "key");
        Files.writeString(home.path().resolve("notes.txt"), "mine");
        home.clear();
        try (var left = Files.list(home.path())) {
            assertThat(left).containsExactly(home.path().resolve("notes.txt"));
        }
        directory("never-made").clear();
    }

    @Test
    void aServiceIsSetUpWhateverTheDirectoryIsCalled() {
        var home = directory("odd $name %41 #1;");
        home.create();
        var configuration = load(home);
        var password = home.adminPassword();
        for (int start = 1; start <= 2; start++) {
            Bootstrapping.prepare(configuration, password, "http://127.0.0.1:5000/v3");
        }
        assertThat(Keys.of(configuration).tokens().directory())
                .isEqualTo(home.path().resolve("fernet-keys"));
        assertThat(home.path().resolve("fernet-keys/1")).exists();
        assertThat(home.path().resolve("keystone.db")).isNotEmptyFile();
        try (var capabilities = Capabilities.open(configuration)) {
            var admin = capabilities.users().findByName("admin", "default").orElseThrow();
            capabilities.users().authenticate(Origin.SYSTEM, admin.id(), password);
            assertThat(capabilities.endpoints().all()).hasSize(3);
        }
    }

    @Test
    void aPlaceThatIsNoDirectoryIsRefused() throws IOException {
        Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> directory("file/dev").create()).isInstanceOf(UncheckedIOException.class);
    }
}
