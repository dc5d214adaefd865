package io.clavis.keyrotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationRulesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration LIFE = Duration.ofHours(3);

    private static KeyLife secondary(long number, Optional<Instant> unusedAt) {
        return new KeyLife("k" + number, number, START, Optional.of(START), Optional.of(START), unusedAt, LIFE);
    }

    private static final KeyLife PRIMARY =
            new KeyLife("k5", 5, START, Optional.of(START), Optional.empty(), Optional.empty(), LIFE);
    private static final KeyLife STAGED =
            new KeyLife("k6", 6, START, Optional.empty(), Optional.empty(), Optional.empty(), LIFE);

    private static Situation situation(Instant now, Map<String, Long> confirmed, KeyLife... secondary) {
        return new Situation(
                java.util.stream.Stream.concat(List.of(secondary).stream(), List.of(PRIMARY, STAGED).stream())
                        .toList(),
                confirmed,
                List.of("a", "b"),
                now);
    }

    @Test
    void rotatesWhenTheIntervalHasGoneAndEveryLiveNodeHasConfirmed() {
        var held = Map.of("a", 5L, "b", 5L, "gone", 2L);
        assertThat(RotationRules.plan(situation(START.plus(INTERVAL).minusMillis(1), held), INTERVAL)
                        .rotate())
                .isFalse();
        assertThat(RotationRules.plan(situation(START.plus(INTERVAL), held), INTERVAL)
                        .rotate())
                .isTrue();
    }

    @Test
    void waitsForALiveNodeThatIsBehindOrSaidNothing() {
        var late = START.plus(INTERVAL.multipliedBy(9));
        for (var held : List.of(Map.of("a", 5L, "b", 4L), Map.of("a", 5L))) {
            var situation = situation(late, held, secondary(4, Optional.empty()));
            assertThat(situation.unconfirmed()).containsExactly("b");
            assertThat(RotationRules.plan(situation, INTERVAL).isEmpty()).isTrue();
        }
    }

    @Test
    void aSecondaryKeyIsFoundUnusedOnlyOnceEveryLiveNodeSealsWithANewerOne() {
        var situation = situation(START, Map.of("a", 5L, "b", 5L), secondary(4, Optional.empty()));
        assertThat(RotationRules.plan(situation, INTERVAL).unused()).containsExactly("k4");
        assertThat(RotationRules.isTimely(situation.keys(), INTERVAL, START)).isTrue();
    }

    @Test
    void aKeyStaysForTheLifeOfWhatItSealedHoweverManyThereAre() {
        var unused = secondary(4, Optional.of(START));
        var end = START.plus(LIFE).plus(RotationRules.MARGIN);
        var confirmed = Map.of("a", 5L, "b", 5L);
        assertThat(RotationRules.plan(situation(end, confirmed, unused), INTERVAL.multipliedBy(99))
                        .drop())
                .isEmpty();
        assertThat(RotationRules.plan(situation(end.plusMillis(1), Map.of(), unused), INTERVAL)
                        .drop())
                .containsExactly("k4");
        assertThat(RotationRules.plan(situation(end.plus(LIFE), confirmed, secondary(4, Optional.empty())), INTERVAL)
                        .drop())
                .as("never found unused")
                .isEmpty();
    }

    @Test
    void theIntervalIsWhatOperatorsComputeByHand() {
        var life = Duration.ofHours(1).plus(Duration.ofHours(48));
        assertThat(RotationSettings.of(life, 3).interval()).isEqualTo(life);
        assertThat(RotationSettings.of(life, 9).interval()).isEqualTo(Duration.ofHours(7));
        assertThatThrownBy(() -> RotationSettings.of(life, 2)).hasMessageContaining("at least 3");
        assertThat(RotationSettings.of(Duration.ZERO, 3).interval()).isEqualTo(RotationRules.SHORTEST);
    }
}
