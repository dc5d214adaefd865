package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on keys that are kept in the database. */
class KeysCommandTest {
    private static final String KEY = "wTyKRYDwXOzNHZLCqtdhk2UzVgUsyByRTJzO3zHyVFY=";

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("encryption-key"), KEY);
        mode("files");
        run("db_sync");
        run("fernet_setup", "--keystone-user", user(), "--keystone-group", user());
        run("credential_setup", "--keystone-user", user(), "--keystone-group", user());
        mode("database");
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    private Path configurationFile() {
        return directory.resolve("keystone.conf");
    }

    private void mode(String mode) throws IOException {
        Files.writeString(configurationFile(), """
                [database]
                connection = sqlite:///%1$s/keystone.db
                sqlite_synchronous = false
                [fernet_tokens]
                key_repository = %1$s/fernet-keys
                [fernet_receipts]
                key_repository = %1$s/fernet-keys
                [credential]
                key_repository = %1$s/credential-keys
                [clavis]
                key_management = %2$s
                key_encryption_key_file = %1$s/encryption-key
                """.formatted(directory, mode));
    }

    private Configuration configuration() {
        return Configuration.load(ConfigurationSources.ofFiles(configurationFile()));
    }

    private String run(String... command) {
        var arguments =
                new ArrayList<>(List.of("--config-file", configurationFile().toString()));
        arguments.addAll(Arrays.asList(command));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = KeystoneManage.run(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
        return code + " " + out + err;
    }

    @Test
    void theModeIsSaid() throws IOException {
        assertThat(run("keys", "status")).startsWith("0 ").contains("database").contains("There are none yet");
        assertThat(run("fernet_setup")).startsWith("0 ").contains("nothing to set up");
        mode("files");
        assertThat(run("keys", "status"))
                .startsWith("0 ")
                .contains("files")
                .contains("tokens: ")
                .contains("primary 1");
        assertThat(run("keys", "export")).startsWith("1 ").contains("kept in files");
    }

    @Test
    void rotationFollowsTheRulesOfTheNodes() {
        assertThat(run("credential_migrate")).startsWith("0 ");
        assertThat(run("credential_rotate")).startsWith("1 ").contains("rotated just now");
        assertThat(run("keys", "status")).contains("credential:").contains("generation:    1 since");
    }

    @Test
    void exportedKeysAreThoseOfTheDatabaseAndComeBack() throws IOException {
        var before = Keys.of(configuration()).tokens().open().keys();
        assertThat(run("keys", "export")).startsWith("0 ").contains("tokens, receipts: written to");
        var after = Keys.of(configuration()).tokens().open().keys();
        assertThat(after).containsAll(before);
        assertThat(after.getFirst()).isEqualTo(before.getFirst());
        assertThat(run("keys", "import")).startsWith("0 ");
        assertThat(run("keys", "reseal")).startsWith("0 ").contains("0 keys");
    }

    @Test
    void doctorTellsOfAnEncryptionKeyThatOpensNothing() throws IOException {
        run("credential_migrate");
        assertThat(run("doctor")).doesNotContain("cannot be opened").doesNotContain("does not confirm");
        Files.writeString(directory.resolve("encryption-key"), "A" + KEY.substring(1));
        assertThat(run("doctor")).contains("cannot be opened");
        Files.delete(directory.resolve("encryption-key"));
        assertThat(run("doctor")).contains("cannot be opened");
        assertThat(run("keys", "status"))
                .startsWith("1 ")
                .contains("cannot be read")
                .doesNotContain("\tat ");
    }
}
