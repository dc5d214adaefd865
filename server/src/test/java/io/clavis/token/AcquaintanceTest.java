package io.clavis.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcquaintanceTest {
    private final Acquaintance acquaintance = new Acquaintance();

    @Test
    void aTokenIsKnownFromTheSecondTimeOn() {
        var digest = TokenDigest.of("a token");
        assertThat(acquaintance.meet(digest)).isFalse();
        assertThat(acquaintance.meet(digest)).isTrue();
        assertThat(acquaintance.meet(digest)).isTrue();
        assertThat(acquaintance.meet(TokenDigest.of("another"))).isFalse();
    }

    @Test
    void whoTakesTheSamePlaceIsNotTakenForTheOther() {
        var one = new TokenDigest(7, 1, 0, 0);
        var other = new TokenDigest(7, 2, 0, 0);
        acquaintance.meet(one);
        assertThat(acquaintance.meet(other)).isFalse();
        assertThat(acquaintance.meet(one)).isFalse();
    }
}
