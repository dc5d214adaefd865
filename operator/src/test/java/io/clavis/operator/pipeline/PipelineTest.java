package io.clavis.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PipelineTest {
    private final WorldInMemory world = new WorldInMemory();
    private final List<String> taken = new ArrayList<>();

    @Test
    void allThatHoldsIsReady() {
        var result = run(List.of(step("A", Outcome.holds("a", "")), step("B", Outcome.holds("b", ""))));
        assertThat(condition(result, "Ready").getReason()).isEqualTo("AllReady");
        assertThat(result.again()).isNull();
    }

    @Test
    void whatDoesNotHoldStopsWhatComesAfterItAndIsInTheStatus() {
        var result = run(
                List.of(step("A", Outcome.waits("a", "", Duration.ofSeconds(15)))),
                List.of(step("B", Outcome.holds("b", ""))));
        assertThat(taken).containsExactly("A");
        assertThat(condition(result, "A").getStatus()).isEqualTo("False");
        assertThat(condition(result, "Ready").getReason()).isEqualTo("NotAllReady");
        assertThat(result.again()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void allOfAGroupAreTakenAndTheShortestWaitCounts() {
        var result = run(List.of(
                step("A", Outcome.waits("a", "", Duration.ofSeconds(60))),
                step("B", Outcome.waits("b", "", Duration.ofSeconds(10))),
                step("C", Outcome.holds("c", ""))));
        assertThat(taken).containsExactly("A", "B", "C");
        assertThat(result.again()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aFailureOfTheApiServerLeavesTheConditionAsItWas() {
        var keystone = Resources.document();
        keystone.setStatus(run(List.of(step("A", Outcome.holds("a", "")))).status());
        var result = new Pipeline(
                        List.of(List.of(failing("A", 500)), List.of(step("B", Outcome.holds("b", "")))),
                        (_, status) -> status,
                        Observer.NONE)
                .run(keystone, world, world);
        assertThat(condition(result, "A").getStatus()).isEqualTo("True");
        assertThat(result.failure()).isInstanceOf(KubernetesClientException.class);
        assertThat(taken).doesNotContain("B");
    }

    @Test
    void timeChangesOnlyWithTheStatus() {
        var keystone = Resources.document();
        keystone.setStatus(run(List.of(step("A", Outcome.holds("a", "")))).status());
        var first = keystone.getStatus().conditions().getFirst().getLastTransitionTime();
        world.pass(Duration.ofHours(1));
        var again = pipeline(List.of(step("A", Outcome.holds("other", "x")))).run(keystone, world, world);
        assertThat(condition(again, "A").getLastTransitionTime()).isEqualTo(first);
        assertThat(condition(again, "A").getReason()).isEqualTo("other");
        var fallen = pipeline(List.of(step("A", Outcome.fails("gone", "x")))).run(keystone, world, world);
        assertThat(condition(fallen, "A").getLastTransitionTime()).isNotEqualTo(first);
    }

    @Test
    void theSameAgainIsTheSameStatusAndTellsNobody() {
        var keystone = Resources.document();
        var steps = List.of(step("A", Outcome.holds("a", "")));
        keystone.setStatus(run(steps).status());
        world.pass(Duration.ofHours(1));
        var again = pipeline(steps).run(keystone, world, world);
        assertThat(again.status()).isEqualTo(keystone.getStatus());
        assertThat(again.notices()).isEmpty();
    }

    @Test
    void whatOnlyAPersonCanHelpIsAWarning() {
        assertThat(run(List.of(step("A", Outcome.fails("broken", "x")))).notices())
                .contains(Notice.warning("broken", "A: x"), Notice.normal("NotAllReady", "Ready: not yet: A"));
    }

    @SafeVarargs
    private Result run(List<Step>... groups) {
        return pipeline(groups).run(Resources.document(), world, world);
    }

    @SafeVarargs
    private static Pipeline pipeline(List<Step>... groups) {
        return new Pipeline(List.of(groups), (_, status) -> status, Observer.NONE);
    }

    private static Condition condition(Result result, String type) {
        return result.status().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Step step(String condition, Outcome outcome) {
        return new Taken(condition, outcome, taken);
    }

    private static Step failing(String condition, int code) {
        return new Step() {
            @Override
            public String condition() {
                return condition;
            }

            @Override
            public Outcome decide(Keystone keystone, World world) {
                throw new KubernetesClientException("refused", code, null);
            }
        };
    }

    private record Taken(String condition, Outcome outcome, List<String> taken) implements Step {
        @Override
        public Outcome decide(Keystone keystone, World world) {
            taken.add(condition);
            return outcome;
        }
    }
}
