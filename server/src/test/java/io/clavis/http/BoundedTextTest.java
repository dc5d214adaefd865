package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BoundedTextTest {
    private static final Pattern COSTLY = Pattern.compile("a*a*a*a*b|(x|y)*z");

    private static BadRequest refusal() {
        return new BadRequest("too much");
    }

    @Test
    void anOrdinarySearchIsThatOfThePattern() {
        assertThat(BoundedText.contains(Pattern.compile("b+"), "abba", BoundedTextTest::refusal))
                .isTrue();
        assertThat(BoundedText.beginsWith(Pattern.compile("b+"), "abba", BoundedTextTest::refusal))
                .isFalse();
        assertThat(BoundedText.beginsWith(COSTLY, "aab", BoundedTextTest::refusal))
                .isTrue();
    }

    @Test
    void aSearchThatWouldNotEndIsRefused() {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> BoundedText.beginsWith(COSTLY, "a".repeat(200), BoundedTextTest::refusal));
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> BoundedText.contains(COSTLY, "xy".repeat(200_000), BoundedTextTest::refusal));
    }
}
