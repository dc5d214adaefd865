package io.clavis.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The founding document's examples, as they stand there, with Pods that run for real. */
final class DocumentClusterTest {
    @TempDir
    private Path directory;

    @Test
    void theDocumentsExamplesEndInATokenThatWasIssued() throws Exception {
        try (var running = RunningKeystone.open("openstack", directory)) {
            var cluster = running.cluster();
            cluster.mariadb();
            running.externalSecrets()
                    .put(
                            "kv-v2/data/openstack/keystone/db",
                            Map.of("username", "keystone", "password", "d8-p@ss/w:rd"));
            cluster.apply("document/keystone.yaml");
            cluster.becomes("SecretsReady", "False");
            cluster.apply("document/external-secrets.yaml");
            cluster.apply("document/push-secret.yaml");
            cluster.becomes("SecretsReady", "False", "WaitingForAdminCredentials");
            running.externalSecrets()
                    .put("kv-v2/data/bootstrap/keystone-admin", Map.of("password", "the administrator's"));
            cluster.becomes("Ready", "True", "AllReady");

            assertThat(running.pods()).hasSize(3);
            assertThat(running.openstack("the administrator's", "token", "issue", "-f", "value", "-c", "id")
                            .strip())
                    .startsWith("gAAAAA");
            assertThat(running.openstack("the administrator's", "catalog", "list"))
                    .contains("http://keystone.openstack.svc.cluster.local:5000/v3", "RegionOne");
            var token = running.login(running.pods().getFirst(), "the administrator's");
            for (var pod : running.pods()) {
                assertThat(running.validate(pod, token).statusCode()).isEqualTo(200);
            }
            assertThat(running.externalSecrets().at("openstack/keystone/openstack/keystone/fernet-keys"))
                    .isPresent();
            assertThat(running.node().troubles()).isEmpty();
        }
    }
}
