package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.ImmutableConfigMap;
import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PruneStepTest {
    private final Keystone keystone = Resources.document();
    private final Given world = new Given();

    @Test
    void threeAreKeptBesideTheCurrentOne() {
        current("2026-01-01T00:00:00Z");
        var old = List.of(
                old("1", "2026-01-02T00:00:00Z"),
                old("2", "2026-01-03T00:00:00Z"),
                old("3", "2026-01-04T00:00:00Z"),
                old("4", "2026-01-05T00:00:00Z"),
                old("5", "2026-01-06T00:00:00Z"));
        assertThat(pruned()).containsExactlyInAnyOrder(old.get(0), old.get(1));
    }

    @Test
    void eachKindIsCountedForItself() {
        current("2026-01-01T00:00:00Z");
        for (var number : List.of("1", "2", "3")) {
            old(number, "2026-01-02T00:00:00Z");
            add(ImmutableConfigMap.of(keystone, "fernet-rotate-script", Map.of("x", number)), "2026-01-02T00:00:00Z");
        }
        assertThat(pruned()).isEmpty();
    }

    @Test
    void theScriptsInUseStay() {
        current("2026-01-01T00:00:00Z");
        add(RotationScript.of(keystone, RotatedKind.FERNET), "2020-01-01T00:00:00Z");
        for (var number : List.of("1", "2", "3", "4")) {
            add(
                    ImmutableConfigMap.of(keystone, "fernet-rotate-script", Map.of("x", number)),
                    "2026-01-0" + number + "T00:00:00Z");
        }
        assertThat(pruned())
                .containsExactly(ImmutableConfigMap.of(keystone, "fernet-rotate-script", Map.of("x", "1"))
                        .getMetadata()
                        .getName());
    }

    @Test
    void whatIsNotTheResourcesStays() {
        current("2026-01-01T00:00:00Z");
        var namesake = Resources.document();
        namesake.getMetadata().setUid("another");
        for (int number = 0; number < 6; number++) {
            add(ImmutableConfigMap.of(namesake, "config", Map.of("x", "" + number)), "2026-01-01T00:00:00Z");
        }
        assertThat(pruned()).isEmpty();
    }

    @Test
    void withoutThePolicyNothingIsPruned() {
        var waiting = Resources.documentWith("policyOverrides: {configMapRef: {name: policy}}");
        for (int number = 0; number < 6; number++) {
            old("" + number, "2026-01-01T00:00:00Z");
        }
        var outcome = new PruneStep().decide(waiting, world);
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.writes()).isEmpty();
    }

    private void current(String created) {
        add(ConfigurationStep.wanted(keystone, world).orElseThrow(), created);
    }

    private String old(String content, String created) {
        return add(ImmutableConfigMap.of(keystone, "config", Map.of("x", content)), created);
    }

    private String add(ConfigMap map, String created) {
        map.getMetadata().setCreationTimestamp(created);
        world.with(map);
        return map.getMetadata().getName();
    }

    private List<String> pruned() {
        return new PruneStep()
                .decide(keystone, world).writes().stream()
                        .map(write ->
                                ((Write.Delete) write).observed().getMetadata().getName())
                        .toList();
    }
}
