package io.clavis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.assignment.Implications.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImplicationsTest {
    private final Implications rules = Implications.of(List.of(
            new ImpliedRole("a", "b"),
            new ImpliedRole("b", "c"),
            new ImpliedRole("a", "d"),
            new ImpliedRole("d", "c"),
            new ImpliedRole("x", "y"),
            new ImpliedRole("y", "x"),
            new ImpliedRole("z", "z")));

    @Test
    void implicationsAreFollowedOverSeveralSteps() {
        assertThat(rules.expand(List.of("a"))).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(rules.expand(List.of("b", "d"))).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void circlesEnd() {
        assertThat(rules.expand(List.of("x"))).containsExactlyInAnyOrder("x", "y");
        assertThat(rules.stepsFrom("x")).containsExactly(new Step("x", "y"), new Step("y", "x"));
        assertThat(rules.stepsFrom("z")).containsExactly(new Step("z", "z"));
    }

    @Test
    void everyWayToARoleIsAStepOfItsOwn() {
        assertThat(rules.stepsFrom("a"))
                .containsExactlyInAnyOrder(
                        new Step("a", "b"), new Step("a", "d"), new Step("b", "c"), new Step("d", "c"));
        assertThat(rules.stepsFrom("c")).isEmpty();
    }
}
