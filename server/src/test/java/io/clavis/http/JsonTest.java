package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read of a document is bounded, however small the document. */
class JsonTest {
    private static boolean reads(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)).isPresent();
    }

    @Test
    void depthIsBounded() {
        assertThat(reads("[".repeat(64) + "]".repeat(64))).isTrue();
        assertThat(reads("[".repeat(65) + "]".repeat(65))).isFalse();
        assertThat(reads("{\"a\":".repeat(65) + "1" + "}".repeat(65))).isFalse();
        assertThat(reads("[".repeat(100_000))).isFalse();
    }

    @Test
    void numbersAreBounded() {
        assertThat(reads("9".repeat(1000))).isTrue();
        assertThat(reads("9".repeat(1001))).isFalse();
        assertThat(reads("0." + "9".repeat(1001))).isFalse();
    }

    @Test
    void aHugeExponentCostsNothing() {
        var number = Json.parse("{\"a\":1e999999999}".getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .path("a");
        assertThat(number.isIntegralNumber()).isFalse();
        assertThat(Json.bytes(number).length).isLessThan(100);
    }

    @Test
    void namesAreBounded() {
        assertThat(reads("{\"" + "x".repeat(50_000) + "\":1}")).isTrue();
        assertThat(reads("{\"" + "x".repeat(50_001) + "\":1}")).isFalse();
    }
}
