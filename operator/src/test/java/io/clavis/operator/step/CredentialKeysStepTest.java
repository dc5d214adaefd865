package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.key.Rotation;
import io.clavis.operator.pipeline.Notice;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class CredentialKeysStepTest {
    private final SecureRandom random = new SecureRandom();
    private final CredentialKeysStep step = new CredentialKeysStep(random);
    private final Given world = new Given();

    @Test
    void theyHaveNamesOfTheirOwn() {
        settle("{}");
        assertThat(world.names())
                .contains(
                        "CronJob keystone-credential-rotate",
                        "Role keystone-credential-rotate",
                        "Secret keystone-credential-keys",
                        "Secret keystone-credential-keys-rotation");
        assertThat(step.condition()).isEqualTo("CredentialKeysReady");
    }

    @Test
    void rotatedKeysAreTakenOver() {
        settle("{}");
        var rotated = Rotation.of(world.secret("keystone-credential-keys").getData(), 3, random);
        world.with(new SecretBuilder(world.secret("keystone-credential-keys-rotation"))
                .editMetadata()
                .addToAnnotations(KeyRotation.COMPLETED_AT, "2026-03-01T00:00:07Z")
                .endMetadata()
                .withData(rotated)
                .build());
        var outcome = step.decide(Resources.document(), world);
        assertThat(outcome.notices()).extracting(Notice::reason).containsExactly("CredentialKeysRotated");
        assertThat(world.after(outcome).secret("keystone-credential-keys").getData())
                .isEqualTo(rotated);
    }

    @Test
    void noKeyThatACredentialCouldNeedIsDroppedHere() {
        settle("credentialKeys: {maxActiveKeys: 5}");
        settle("{}");
        assertThat(world.secret("keystone-credential-keys").getData()).hasSize(5);
    }

    @Test
    void credentialsMoveToTheKeyInUseBeforeTheNextIsStaged() {
        settle("{}");
        assertThat(script()).containsSubsequence("credential_migrate", "credential_rotate", "exec");
    }

    @Test
    void theScheduleIsTheirOwn() {
        settle(
                "credentialKeys: {rotationSchedule: '0 3 * * *', suspend: true}\nfernet: {rotationSchedule: '1 1 * * *'}");
        var job = world.find(CronJob.class, "keystone-credential-rotate").orElseThrow();
        assertThat(job.getSpec().getSchedule()).isEqualTo("0 3 * * *");
        assertThat(job.getSpec().getSuspend()).isTrue();
    }

    private String script() {
        var name = RotationScript.of(Resources.document(), RotatedKind.CREDENTIAL)
                .getMetadata()
                .getName();
        return world.find(ConfigMap.class, name).orElseThrow().getData().get("rotate.sh");
    }

    private void settle(String fields) {
        var keystone = Resources.documentWith(fields);
        world.after(step.decide(keystone, world)).after(step.decide(keystone, world));
    }
}
