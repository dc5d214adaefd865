package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsStepTest {
    private static final String STORE = "openbao-cluster-store";

    @Test
    void bothSecretsAreEnoughWhereNobodyMakesThem() {
        var outcome = decide(complete());
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.reason()).isEqualTo("SecretsAvailable");
        assertThat(outcome.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta1"})
    void whatTheOperatorMakesHasToBeReady(String version) {
        var world = complete()
                .withExternal(version, "ClusterSecretStore", STORE, true)
                .withExternal(version, "ExternalSecret", "keystone-db-credentials", true)
                .withExternal(version, "ExternalSecret", "keystone-admin-credentials", true);
        assertThat(decide(world).holds()).isTrue();

        waits(
                decide(world.withExternal(version, "ExternalSecret", "keystone-admin-credentials", false)),
                "WaitingForAdminCredentials");
        waits(
                decide(world.withExternal(version, "ExternalSecret", "keystone-db-credentials", false)),
                "WaitingForDBCredentials");
        waits(decide(world.withExternal(version, "ClusterSecretStore", STORE, false)), "SecretStoreNotReady");
    }

    @Test
    void theNewerVersionIsAskedWhereBothAreThere() {
        var world = complete()
                .withExternal("v1", "ExternalSecret", "keystone-db-credentials", true)
                .withExternal("v1beta1", "ExternalSecret", "keystone-db-credentials", false);
        assertThat(decide(world).holds()).isTrue();
    }

    @Test
    void aStoreThatIsNotThereIsNotWaitedFor() {
        assertThat(decide(complete().serving("external-secrets.io/v1/ClusterSecretStore"))
                        .holds())
                .isTrue();
    }

    @Test
    void aStoreOfTheNamespaceIsAskedToo() {
        var keystone = Resources.documentWith("secretStoreRef: {kind: SecretStore, name: mine}");
        var world = complete().withExternal("v1", "SecretStore", "mine", false);
        waits(new SecretsStep().decide(keystone, world), "SecretStoreNotReady");
    }

    @Test
    void aStoreThatSaysNothingYetIsNotReady() {
        var world = complete()
                .withExternal("v1", "ClusterSecretStore", STORE, true)
                .with(new io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder()
                        .withApiVersion("external-secrets.io/v1")
                        .withKind("ClusterSecretStore")
                        .withNewMetadata()
                        .withName(STORE)
                        .endMetadata()
                        .build());
        waits(decide(world), "SecretStoreNotReady");
    }

    @Test
    void theDatabasesSecretIsNeededFirst() {
        waits(decide(new Given()), "WaitingForDBCredentials");
        waits(
                decide(new Given().withSecret("keystone-db-credentials", Map.of("username", "u", "password", "p"))),
                "WaitingForAdminCredentials");
    }

    @Test
    void theirKeysAreNeededAndNotEmpty() {
        waits(
                decide(complete().withSecret("keystone-db-credentials", Map.of("password", "p"))),
                "WaitingForDBCredentials");
        waits(
                decide(complete().withSecret("keystone-db-credentials", Map.of("username", "u", "password", ""))),
                "WaitingForDBCredentials");
        waits(
                decide(complete().withSecret("keystone-admin-credentials", Map.of("other", "p"))),
                "WaitingForAdminCredentials");
    }

    @Test
    void aMessageNamesSecretAndKeyAndNoValue() {
        var outcome = decide(complete().withSecret("keystone-db-credentials", Map.of("username", "u", "key", "hush")));
        assertThat(outcome.message())
                .contains("keystone-db-credentials", "password")
                .doesNotContain("hush");
    }

    private static void waits(Outcome outcome, String reason) {
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.again()).isEqualTo(Duration.ofSeconds(15));
    }

    private static Outcome decide(Given world) {
        return new SecretsStep().decide(Resources.document(), world);
    }

    private static Given complete() {
        return new Given()
                .withSecret("keystone-db-credentials", Map.of("username", "keystone", "password", "p"))
                .withSecret("keystone-admin-credentials", Map.of("password", "p"));
    }
}
