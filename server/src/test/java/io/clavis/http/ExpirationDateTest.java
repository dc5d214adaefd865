package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpirationDateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2999-02-01T03:04:05.123456Z, 2999-02-01T03:04:05.123456Z",
        "2999-02-01T03:04:05, 2999-02-01T03:04:05Z",
        "2999-02-01 03:04:05, 2999-02-01T03:04:05Z",
        "2999-02-01T03:04Z, 2999-02-01T03:04:00Z",
        "2999-02-01T03, 2999-02-01T03:00:00Z",
        "29990201T030405Z, 2999-02-01T03:04:05Z",
        "'2999-02-01T03:04:05,5Z', 2999-02-01T03:04:05.5Z",
        "2999-02-01T03:04:05.1234567899Z, 2999-02-01T03:04:05.123456Z"
    })
    void whatUpstreamReadsIsRead(String text, Instant time) {
        assertThat(ExpirationDate.parse(text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "soon",
                "2999",
                "2999-02",
                "2999-02-01",
                "2999-02-30T00:00:00Z",
                "2999-02-01T24:00:00Z",
                "2999-02-01T00:00:00+01:00",
                "2999-02-01T00:00:00-0100",
                "2999-02-01T00:00:00ZZ",
                " 2999-02-01T00:00:00Z",
                "12999-02-01T00:00:00Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> ExpirationDate.parse(text, NOW))
                .withMessageStartingWith("Timestamp not in expected format.");
    }

    @Test
    void thePastIsRefused() {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> ExpirationDate.parse("2025-12-31T23:59:59Z", NOW))
                .withMessageStartingWith("The 'expires_at' must not be before now.");
    }
}
