package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.key.FernetKeySet;
import io.clavis.operator.key.Rotation;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FernetKeysStepTest {
    private static final String KEYS = "keystone-fernet-keys";
    private static final String STAGING = "keystone-fernet-keys-rotation";
    private static final String AT = "2026-03-01T00:00:07Z";

    private final SecureRandom random = new SecureRandom();
    private final FernetKeysStep step = new FernetKeysStep(random);
    private final Keystone keystone = Resources.document();
    private final Given world = new Given();

    @Test
    void keysAreMadeOnce() {
        var first = decide();
        assertThat(first.holds()).isFalse();
        assertThat(first.reason()).isEqualTo("GeneratingKeys");
        assertThat(first.again()).isEqualTo(Duration.ofSeconds(15));
        assertThat(first.writes().getFirst()).isInstanceOf(Write.Create.class);
        world.after(first);
        var keys = keys();
        assertThat(keys).containsOnlyKeys("0", "1", "2");

        var second = decide();
        assertThat(second.holds()).isTrue();
        assertThat(second.reason()).isEqualTo("FernetKeysAvailable");
        world.after(second).after(decide());
        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void whoeverCreatesFirstDecides() {
        var mine = decide();
        world.after(step.decide(keystone, new Given()));
        var keys = keys();
        world.after(mine);
        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void thereIsAllThatARotationNeeds() {
        settle();
        assertThat(world.names())
                .filteredOn(name -> !name.contains("script"))
                .containsExactlyInAnyOrder(
                        "CronJob keystone-fernet-rotate",
                        "Role keystone-fernet-rotate",
                        "RoleBinding keystone-fernet-rotate",
                        "Secret " + KEYS,
                        "Secret " + STAGING,
                        "ServiceAccount keystone-fernet-rotate");
        assertThat(world.secret(STAGING).getMetadata().getLabels())
                .containsEntry("forge.c5c3.io/rotation-target", "fernet-keys");
        assertThat(Secrets.data(world.secret(STAGING))).isEmpty();
    }

    @Test
    void steadyStateMakesNothingNew() {
        settle();
        assertThat(decide().writes()).allMatch(write -> write instanceof Write.Apply);
    }

    @Test
    void rotatedKeysTakeThePlaceOfThoseInUse() {
        settle();
        var rotated = Rotation.of(keys(), 3, random);
        stage(rotated, AT);

        var outcome = decide();
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.reason()).isEqualTo("FernetKeysRotated");
        assertThat(outcome.notices()).extracting(Notice::reason).containsExactly("FernetKeysRotated");
        assertThat(outcome.writes().subList(0, 2))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Write.Replace.class),
                        second -> assertThat(second).isInstanceOf(Write.Delete.class));
        world.after(outcome);
        assertThat(keys()).isEqualTo(rotated);
        assertThat(world.find(Secret.class, STAGING)).isEmpty();
        settle();
        assertThat(Secrets.data(world.secret(STAGING))).isEmpty();
        assertThat(keys()).isEqualTo(rotated);
    }

    @Test
    void interruptedBetweenItsWritesItEndsTheSame() {
        settle();
        var rotated = Rotation.of(keys(), 3, random);
        stage(rotated, AT);
        var outcome = decide();
        world.after(only(outcome, 1));

        var again = decide();
        assertThat(again.notices()).isEmpty();
        world.after(again);
        settle();
        assertThat(keys()).isEqualTo(rotated);
        assertThat(Secrets.data(world.secret(STAGING))).isEmpty();
    }

    @Test
    void keysThatChangedMeanwhileAreNotOverwritten() {
        settle();
        stage(Rotation.of(keys(), 3, random), AT);
        var late = (Write.Replace) decide().writes().getFirst();
        var seen = late.wanted().getMetadata().getResourceVersion();
        assertThat(seen).isEqualTo(world.secret(KEYS).getMetadata().getResourceVersion());
    }

    @Test
    void refusedKeysGoAwayWithANotice() {
        settle();
        var keys = keys();
        stage(FernetKeySet.initial(3, random).data(), AT);

        var outcome = decide();
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.notices()).hasSize(1).first().satisfies(notice -> {
            assertThat(notice.warning()).isTrue();
            assertThat(notice.reason()).isEqualTo("RotationRejected");
            assertThat(notice.message()).contains("primary key");
        });
        world.after(outcome);
        assertThat(keys()).isEqualTo(keys);
        assertThat(Secrets.data(world.secret(STAGING))).isEmpty();
        assertThat(world.secret(STAGING).getMetadata().getAnnotations())
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        some -> assertThat(some).doesNotContainKey(KeyRotation.COMPLETED_AT));
        assertThat(decide().notices()).isEmpty();
    }

    @Test
    void keysWithoutATimeAreRefused() {
        settle();
        stage(Rotation.of(keys(), 3, random), null);
        assertThat(decide().notices()).extracting(Notice::reason).containsExactly("RotationRejected");
    }

    @Test
    void aStagingSecretOfSomethingElseIsLeftAlone() {
        settle();
        var rotated = Rotation.of(keys(), 3, random);
        var foreign = new SecretBuilder(world.secret(STAGING))
                .editMetadata()
                .withOwnerReferences()
                .addToAnnotations(KeyRotation.COMPLETED_AT, AT)
                .endMetadata()
                .withData(rotated)
                .build();
        world.with(foreign);
        assertThat(decide().notices()).isEmpty();
        assertThat(decide().writes()).allMatch(write -> write instanceof Write.Apply);
    }

    @Test
    void lessRoomDropsTheOldestAtOnce() {
        var roomy = Resources.documentWith("fernet: {maxActiveKeys: 5}");
        world.after(step.decide(roomy, world)).after(step.decide(roomy, world));
        var keys = keys();
        assertThat(keys).hasSize(5);

        var outcome = decide();
        assertThat(outcome.notices()).extracting(Notice::reason).containsExactly("FernetKeysResized");
        world.after(outcome);
        assertThat(keys()).containsOnlyKeys("0", "3", "4");
        assertThat(keys.entrySet()).containsAll(keys().entrySet());
    }

    @Test
    void keysThatCannotBeReadAreNotReplaced() {
        world.withSecret(KEYS, Map.of("0", "hush"));
        var outcome = decide();
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo("KeysInvalid");
        assertThat(outcome.message()).doesNotContain("hush");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void keysThatSomebodyRestoredAreUsed() {
        var restored = FernetKeySet.initial(3, random).data();
        world.with(new SecretBuilder()
                .withNewMetadata()
                .withName(KEYS)
                .endMetadata()
                .withData(restored)
                .build());
        assertThat(decide().holds()).isTrue();
        settle();
        assertThat(keys()).isEqualTo(restored);
    }

    @Test
    void keysOfANamesakeThatIsGoneAreWaitedOut() {
        settle();
        var reborn = Resources.document();
        reborn.getMetadata().setUid("another");
        var outcome = step.decide(reborn, world);
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo("GeneratingKeys");
        assertThat(outcome.again()).isEqualTo(Duration.ofSeconds(15));
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void serversThatRotateThemselvesNeedNoCronJob() {
        settle();
        var keys = keys();
        var byServers = Resources.documentWith("fernet: {mode: Server}");
        var outcome = step.decide(byServers, world);
        assertThat(outcome.holds()).isTrue();
        world.after(outcome);
        assertThat(world.names())
                .filteredOn(name -> !name.contains("script"))
                .containsExactlyInAnyOrder("Secret " + KEYS, "Secret keystone-key-encryption-key");
        assertThat(keys()).isEqualTo(keys);
        var sealing =
                Secrets.text(world.secret("keystone-key-encryption-key"), "key").orElseThrow();
        assertThat(java.util.Base64.getUrlDecoder().decode(sealing)).hasSize(32);
        assertThat(step.decide(byServers, world).writes()).isEmpty();
    }

    @Test
    void aCronJobThatIsNotOursStays() {
        var byServers = Resources.documentWith("fernet: {mode: Server}");
        settle();
        var foreign = Resources.document();
        foreign.getMetadata().setUid("another");
        world.after(Outcome.holds("", "")
                .writing(RotationRights.of(foreign, RotatedKind.FERNET).stream()
                        .map(Write.Apply::new)
                        .toList()));
        world.after(step.decide(byServers, world));
        assertThat(world.names())
                .contains("Role keystone-fernet-rotate")
                .doesNotContain("CronJob keystone-fernet-rotate");
    }

    @Test
    void pythonCannotRotateByItself() {
        var outcome = step.decide(Resources.documentWith("fernet: {mode: Server}\nserver: {kind: Uwsgi}"), world);
        assertThat(outcome.reason()).isEqualTo("KeyModeNotSupported");
    }

    @Test
    void copiesOfTheKeysGoToTheStore() {
        world.serving("external-secrets.io/v1alpha1/PushSecret");
        settle();
        assertThat(world.names()).contains("PushSecret keystone-fernet-keys-backup");
        assertThat(remoteKey(keystone)).contains("openstack/keystone/openstack/keystone/fernet-keys");
        assertThat(remoteKey(Resources.documentWith("fernet: {backup: {remoteKey: kv-v2/data/flat}}")))
                .contains("kv-v2/data/flat");
    }

    private String remoteKey(Keystone of) {
        return step.decide(of, world).writes().stream()
                .filter(write -> write instanceof Write.Apply apply
                        && apply.wanted().getKind().equals("PushSecret"))
                .map(write -> io.fabric8.kubernetes.client.utils.Serialization.asJson(((Write.Apply) write).wanted()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSealingKeyIsCopiedWhereTheServersRotate(boolean served) {
        if (served) {
            world.serving("external-secrets.io/v1alpha1/PushSecret");
        }
        world.after(step.decide(Resources.documentWith("fernet: {mode: Server}"), world));
        assertThat(world.names().contains("PushSecret keystone-key-encryption-key-backup"))
                .isEqualTo(served);
    }

    private Outcome decide() {
        return step.decide(keystone, world);
    }

    private void settle() {
        world.after(decide()).after(decide());
    }

    private Map<String, String> keys() {
        return new TreeMap<>(world.secret(KEYS).getData());
    }

    private void stage(Map<String, String> data, String at) {
        var staged = new SecretBuilder(world.secret(STAGING)).withData(data);
        world.with(
                at == null
                        ? staged.build()
                        : staged.editMetadata()
                                .addToAnnotations(KeyRotation.COMPLETED_AT, at)
                                .endMetadata()
                                .build());
    }

    private static Outcome only(Outcome outcome, int writes) {
        return new Outcome(
                outcome.writes().subList(0, writes),
                outcome.holds(),
                outcome.stops(),
                outcome.reason(),
                outcome.message(),
                outcome.again(),
                outcome.notices(),
                outcome.progress());
    }
}
