package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passcodes against the samples of RFC 6238, appendix B, cut to six digits. */
class TotpTest {
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130",
    })
    void passcodesAreThoseOfTheStandard(long second, String passcode) {
        var key = Totp.key(SEED).orElseThrow();
        assertThat(key).isEqualTo("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        assertThat(Totp.passcode(key, Instant.ofEpochSecond(second))).isEqualTo(passcode);
    }

    @Test
    void aSeedMayLackItsPaddingAndNeedNotFillItsLastLetter() {
        assertThat(Totp.key("GEZDGNBVGY3TQOJQGEZDGNBVGY").orElseThrow())
                .isEqualTo("1234567890123456".getBytes(StandardCharsets.US_ASCII));
        assertThat(Totp.key("GEZDGNBVGY3TQOJQGEZDGNBVGY======").orElseThrow()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "GEZDGNBV", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "☃"
            })
    void whatIsNoSeedMakesNoKey(String seed) {
        assertThat(Totp.key(seed)).isEmpty();
    }
}
