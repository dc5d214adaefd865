package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSourcesTest {
    @TempDir
    Path dir;

    private void expiration(String name, int seconds) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[token]\nexpiration = " + seconds + "\n");
    }

    private long expiration(ConfigurationSources sources) {
        return Configuration.load(sources).get(TokenOptions.EXPIRATION);
    }

    @Test
    void aDirectoryIsReadInTheOrderOfNames() throws IOException {
        expiration("d/20.conf", 20);
        expiration("d/10.conf", 10);
        expiration("d/30.txt", 30);
        expiration("d/.40.conf", 40);
        assertThat(expiration(ConfigurationSources.of(List.of(), List.of(dir.resolve("d")), Map.of())))
                .isEqualTo(20);
    }

    @Test
    void directoriesOverrideFiles() throws IOException {
        expiration("a.conf", 1);
        expiration("d/a.conf", 2);
        assertThat(expiration(
                        ConfigurationSources.of(List.of(dir.resolve("a.conf")), List.of(dir.resolve("d")), Map.of())))
                .isEqualTo(2);
    }

    @Test
    void theHomeDirectoryIsSearchedByDefault() throws IOException {
        expiration("keystone.conf", 1);
        var environment = Map.of("HOME", dir.toString());
        assertThat(ConfigurationSources.of(List.of(), List.of(), environment).paths())
                .containsExactly(dir.resolve("keystone.conf"));
        expiration(".keystone/keystone.conf", 2);
        expiration(".keystone/keystone.conf.d/a.conf", 3);
        assertThat(ConfigurationSources.of(List.of(), List.of(), environment).paths())
                .containsExactly(dir.resolve(".keystone/keystone.conf"), dir.resolve(".keystone/keystone.conf.d"));
    }

    @Test
    void theEnvironmentNamesDirectoryAndFiles() {
        assertThat(ConfigurationSources.of(List.of(), List.of(dir), Map.of("OS_KEYSTONE_CONFIG_DIR", "/x"))
                        .paths())
                .containsExactly(Path.of("/x/keystone.conf"), dir);
        assertThat(ConfigurationSources.of(
                                List.of(),
                                List.of(dir),
                                Map.of("OS_KEYSTONE_CONFIG_DIR", "/x", "OS_KEYSTONE_CONFIG_FILES", "a.conf; /b.conf;"))
                        .paths())
                .containsExactly(Path.of("/x/a.conf"), Path.of("/b.conf"), dir);
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path binary = Files.write(dir.resolve("binary.conf"), new byte[] {(byte) 0xc3, 0x28});
        assertThatThrownBy(() -> Configuration.load(ConfigurationSources.ofFiles(dir.resolve("missing.conf"), binary)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(dir + "/missing.conf: no such file or directory\n" + binary + ": not UTF-8 text");
    }

    @Test
    void valuesAreNotShown() {
        var sources = new ConfigurationSources(
                List.of(dir), Map.of("OS_LDAP__PASSWORD", "secret"), Map.of("ldap.password", "secret"));
        assertThat(sources).hasToString("[" + dir + "]");
        assertThat(new Entry(new OptionName("ldap", "password"), "secret", "a.conf:1"))
                .hasToString("[ldap] password at a.conf:1");
    }
}
