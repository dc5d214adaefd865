package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void theRehearsalGoesThroughWhatAServerDoes() throws Exception {
        assertThat(Rehearsal.run()).isZero();
    }
}
