package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BcryptSampleTest {
    private final Bcrypt java = new BouncyBcrypt();

    @Test
    void whoIsRightIsTaken() {
        assertThat(BcryptSample.allGivenBy(java)).isTrue();
    }

    @Test
    void whoKnowsNoBytesBeyondAsciiIsNotTaken() {
        assertThat(BcryptSample.allGivenBy((password, salt, cost) -> java.digest(ascii(password), salt, cost)))
                .isFalse();
    }

    @Test
    void whoCutsTooEarlyIsNotTaken() {
        assertThat(BcryptSample.allGivenBy((password, salt, cost) ->
                        java.digest(Arrays.copyOf(password, Math.min(password.length, 71)), salt, cost)))
                .isFalse();
    }

    @Test
    void whoKnowsOneCostOnlyIsNotTaken() {
        assertThat(BcryptSample.allGivenBy((password, salt, cost) -> java.digest(password, salt, 4)))
                .isFalse();
    }

    private static byte[] ascii(byte[] password) {
        var ascii = password.clone();
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] &= 0x7f;
        }
        return ascii;
    }
}
