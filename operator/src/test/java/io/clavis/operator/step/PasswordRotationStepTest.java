package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRotationStepTest {
    private static final String STAGING = "keystone-admin-password-rotation";
    private static final String NEXT = "keystone-admin-password-next";
    private static final String BACKUP = "PushSecret keystone-admin-password-backup";
    private static final String AT = "2026-03-01T12:00:00Z";
    private static final String PASSWORD = "abcdefghijklmnopqrstuvwxyz-_0123";

    private final Given world = new Given().serving("external-secrets.io/v1alpha1/PushSecret");
    private final PasswordRotationStep step = new PasswordRotationStep();
    private Keystone keystone = rotating("");

    @Test
    void unlessItIsAskedForNothingIsThere() {
        var outcome = step.decide(Resources.document(), world);
        assertThat(outcome.reason()).isEqualTo("RotationDisabled");
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void withoutTheExternalSecretsOperatorNothingIsWritten() {
        var outcome = step.decide(keystone, new Given());
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo("ExternalSecretsNotInstalled");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void allThatARotationNeedsIsThereAndNothingGoesToTheStoreYet() {
        var outcome = decide();
        assertThat(outcome.reason()).isEqualTo("PasswordRotationConfigured");
        assertThat(world.names())
                .filteredOn(name -> !name.startsWith("ConfigMap"))
                .containsExactly(
                        "CronJob keystone-admin-password-rotate",
                        "Role keystone-admin-password-rotate",
                        "RoleBinding keystone-admin-password-rotate",
                        "Secret " + STAGING,
                        "ServiceAccount keystone-admin-password-rotate");
        assertThat(world.names())
                .filteredOn(name -> name.startsWith("ConfigMap keystone-admin-password-rotate-script-"))
                .hasSize(1);
        assertThat(world.secret(STAGING).getMetadata().getLabels())
                .containsEntry("forge.c5c3.io/rotation-target", "admin-password");
    }

    @Test
    void theCronJobMayWriteNothingButTheStagingSecret() {
        decide();
        var rules = world.find(Role.class, "keystone-admin-password-rotate")
                .orElseThrow()
                .getRules();
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0).getResourceNames()).containsExactly(NEXT);
        assertThat(rules.get(0).getVerbs()).containsExactly("get");
        assertThat(rules.get(1).getResourceNames()).containsExactly(STAGING);
        assertThat(rules.get(1).getVerbs()).containsExactly("get", "patch");
    }

    @Test
    void theCronJobIsAsTheResourceSaysAndGetsNoSecret() {
        keystone = rotating(", schedule: '5 4 * * *', suspend: true, passwordLength: 48");
        decide();
        var job = world.find(CronJob.class, "keystone-admin-password-rotate").orElseThrow();
        assertThat(job.getSpec().getSchedule()).isEqualTo("5 4 * * *");
        assertThat(job.getSpec().getSuspend()).isTrue();
        var pod = job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(42424);
        assertThat(pod.getServiceAccountName()).isEqualTo("keystone-admin-password-rotate");
        assertThat(pod.getVolumes()).extracting(Volume::getSecret).containsOnlyNulls();
        var container = pod.getContainers().getFirst();
        assertThat(container.getCommand())
                .containsExactly("sh", "/opt/rotate/rotate.sh", "/opt/password", "openstack", STAGING);
        assertThat(container.getEnv())
                .singleElement()
                .satisfies(variable -> assertThat(variable.getName() + "=" + variable.getValue())
                        .isEqualTo("PASSWORD_LENGTH=48"));
    }

    @Test
    void aGoodPasswordGoesToTheStoreOnceAndTheStagingSecretIsEmptyAgain() {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        var outcome = decide();
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.reason()).isEqualTo("AdminPasswordRotated");
        assertThat(outcome.notices()).extracting(Notice::reason).containsExactly("AdminPasswordRotated");
        assertThat(outcome.toString() + outcome.notices()).doesNotContain(PASSWORD);
        assertThat(Secrets.text(world.secret(NEXT), "password")).hasValue(PASSWORD);
        assertThat(world.names()).contains(BACKUP).doesNotContain("Secret " + STAGING);

        var again = decide();
        assertThat(again.reason()).isEqualTo("PasswordRotationConfigured");
        assertThat(again.notices()).isEmpty();
        assertThat(world.secret(STAGING).getData()).isNullOrEmpty();
        assertThat(world.names()).contains(BACKUP);
    }

    @Test
    void theNextRotationIsLaidDownInTheStoreAgain() {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        decide();
        decide();
        var first = json(push());
        stage(Map.of("password", PASSWORD + "2"), "2026-04-01T00:00:00Z");
        decide();
        assertThat(Secrets.text(world.secret(NEXT), "password")).hasValue(PASSWORD + "2");
        assertThat(push().getMetadata().getAnnotations())
                .containsEntry("forge.c5c3.io/rotation-completed-at", "2026-04-01T00:00:00Z");
        assertThat(json(push())).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsInterruptedStartsOverWithTheSameResult(int written) {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        var outcome = step.decide(keystone, world);
        world.after(new Outcome(
                outcome.writes().subList(0, written),
                outcome.holds(),
                outcome.stops(),
                outcome.reason(),
                outcome.message(),
                outcome.again(),
                outcome.notices(),
                outcome.progress()));
        decide();
        decide();
        assertThat(Secrets.text(world.secret(NEXT), "password")).hasValue(PASSWORD);
        assertThat(world.secret(STAGING).getData()).isNullOrEmpty();
        assertThat(world.names()).contains(BACKUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "abcdefghijklmnopqrstuvwxyz-_012",
                "abcdefghijklmnopqrstuvwxyz-_0123\n",
                "abcdefghijklmnopqrstuvwxyz-_012 "
            })
    void aBadPasswordIsRefusedAndClearedAndTheOneInTheStoreStays(String bad) {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        decide();
        decide();
        var before = json(push());
        stage(Map.of("password", bad), "2026-04-01T00:00:00Z");
        var outcome = decide();
        assertThat(outcome.reason()).isEqualTo("PasswordRotationConfigured");
        assertThat(outcome.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.warning()).isTrue())
                .satisfies(notice -> assertThat(notice.reason()).isEqualTo("RotationRejected"))
                .satisfies(notice -> assertThat(notice.message()).doesNotContain(bad));
        assertThat(world.secret(STAGING).getData()).isNullOrEmpty();
        assertThat(world.secret(STAGING).getMetadata().getAnnotations()).doesNotContainKey(KeyRotation.COMPLETED_AT);
        assertThat(Secrets.text(world.secret(NEXT), "password")).hasValue(PASSWORD);
        assertThat(json(push())).isEqualTo(before);
        assertThat(decide().notices()).isEmpty();
    }

    @Test
    void theCopyInTheStoreOutlivesTheWishAndIsMadeByThisOnly() {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        decide();
        assertThat(json(push()))
                .contains("\"deletionPolicy\":\"None\"", "\"refreshInterval\":\"0s\"", "\"name\":\"" + NEXT + "\"");
        world.after(step.decide(Resources.document(), world));
        assertThat(world.names()).allMatch(name -> name.startsWith("ConfigMap"));
    }

    @Test
    void itIsLaidDownWhereTheSecretIsTakenFrom() {
        source(Map.of(
                "secretStoreRef",
                Map.of("name", "theirs"),
                "data",
                List.of(
                        Map.of("secretKey", "user", "remoteRef", Map.of("key", "other")),
                        Map.of(
                                "secretKey",
                                "password",
                                "remoteRef",
                                Map.of("key", "bootstrap/keystone-admin", "property", "pw")))));
        assertThat(pushed())
                .contains("\"remoteKey\":\"bootstrap/keystone-admin\"", "\"property\":\"pw\"")
                .contains("\"kind\":\"SecretStore\"", "\"name\":\"theirs\"");
    }

    @Test
    void itIsLaidDownWhereAllValuesAreTakenFrom() {
        source(Map.of("dataFrom", List.of(Map.of("extract", Map.of("key", "bootstrap/keystone-admin")))));
        assertThat(pushed())
                .contains("\"remoteKey\":\"bootstrap/keystone-admin\"", "\"property\":\"password\"")
                .contains("\"kind\":\"ClusterSecretStore\"", "\"name\":\"openbao-cluster-store\"");
    }

    @Test
    void withoutASourceThePathHasNamespaceAndName() {
        assertThat(pushed()).contains("\"remoteKey\":\"openstack/keystone/openstack/keystone/admin-password\"");
    }

    @Test
    void whatIsSomebodyElsesIsLeftAlone() {
        world.withSecret(STAGING, Map.of("password", PASSWORD));
        var outcome = step.decide(keystone, world);
        assertThat(outcome.reason()).isEqualTo("SecretNotOwned");
        assertThat(outcome.writes()).isEmpty();
    }

    private String pushed() {
        decide();
        stage(Map.of("password", PASSWORD), AT);
        decide();
        return json(push());
    }

    private void source(Map<String, Object> spec) {
        world.withExternal("v1", "ExternalSecret", "keystone-admin-credentials", true);
        world.with(new GenericKubernetesResourceBuilder()
                .withApiVersion("external-secrets.io/v1")
                .withKind("ExternalSecret")
                .withNewMetadata()
                .withName("keystone-admin-credentials")
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build());
    }

    private static Keystone rotating(String more) {
        return Resources.documentWith("passwordRotation: {enabled: true" + more + "}");
    }

    private Outcome decide() {
        var outcome = step.decide(keystone, world);
        world.after(outcome);
        return outcome;
    }

    private GenericKubernetesResource push() {
        return PushSecrets.there(world, "keystone-admin-password-backup").orElseThrow();
    }

    private static String json(GenericKubernetesResource object) {
        var copy = Serialization.clone(object);
        copy.getMetadata().setResourceVersion(null);
        return Serialization.asJson(copy).replaceAll("\\s", "");
    }

    private void stage(Map<String, String> texts, String at) {
        var empty = world.find(Secret.class, STAGING).orElseThrow();
        var data = new TreeMap<String, String>();
        texts.forEach((key, text) -> data.put(key, Secrets.held(text)));
        world.with(new SecretBuilder(empty)
                .editMetadata()
                .addToAnnotations(KeyRotation.COMPLETED_AT, at)
                .endMetadata()
                .withData(data)
                .build());
    }
}
