package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationSources;
import io.clavis.config.DatabaseOptions;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.db.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as deployments of Zed and later have them start Clavis as they are: sample files with every default written
 * out, and what the tools that deploy Keystone render. Only where things lie is said by other means.
 */
class DeploymentConfigurationsTest {
    static List<Path> files() throws IOException, URISyntaxException {
        var place = DeploymentConfigurationsTest.class.getResource("configurations");
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(place).toURI()))) {
            return files.sorted().toList();
        }
    }

    private static Configuration load(Path file) {
        var places = new HashMap<>(Cloud.options(TestDatabase.SQLITE, Map.of()));
        places.put("DEFAULT.log_file", "");
        places.put("DEFAULT.log_dir", "");
        places.put("DEFAULT.log_config_append", "");
        return Configuration.load(ConfigurationSources.ofFiles(file).withOverrides(places));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDeploymentsFileStartsClavisUnchanged(Path file) {
        var configuration = load(file);
        Keys.of(configuration).tokens().setup(KeyOwner.PROCESS);
        Capabilities.open(configuration).close();
        try (var keystone = Keystone.start(configuration)) {
            assertThat(keystone.port()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDeploymentsDatabaseUrlIsUnderstood(Path file) {
        var configuration = Configuration.load(ConfigurationSources.ofFiles(file));
        if (configuration
                .get(DatabaseOptions.CONNECTION)
                .filter(url -> url.contains("://"))
                .isPresent()) {
            Connections.database(configuration).close();
        }
    }
}
