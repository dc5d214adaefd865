package io.clavis.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BcryptTest {
    private final Bcrypt java = new BouncyBcrypt();

    @Test
    void javaGivesTheResultsOfTheReferenceImplementation() {
        var salt = "CCCCCCCCCCCCCCCCCCCCC.";
        assertThat(java.digest("U*U".getBytes(), salt, 4)).isEqualTo("K7Qr0se1MxuggH4aP4YgB.U2Em1pGSK");
        assertThat(java.digest("U*U".getBytes(), salt, 5)).isEqualTo("E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
    }

    @Test
    void theFastestImplementationAndJavaAgree() {
        var fastest = Bcrypt.fastest();
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            var password = new byte[random.nextInt(90)];
            random.nextBytes(password);
            var bytes = new byte[16];
            random.nextBytes(bytes);
            var salt = BcryptBase64.encode(bytes);
            assertThat(fastest.digest(password, salt, 4)).isEqualTo(java.digest(password, salt, 4));
        }
    }
}
