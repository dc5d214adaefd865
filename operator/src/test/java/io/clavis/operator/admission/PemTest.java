package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keyIsReadInPkcs8(String algorithm) throws Exception {
        var made = ServingKey.make(directory, algorithm);
        assertThat(Pem.key(made.pkcs8Pem(), made.certificate().getPublicKey())).isEqualTo(made.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keyIsReadInItsOlderForm(String algorithm) throws Exception {
        var made = ServingKey.make(directory, algorithm);
        assertThat(Pem.key(made.olderPem(), made.certificate().getPublicKey())).isEqualTo(made.key());
    }

    @Test
    void certificatesAreReadInTheirOrder() throws Exception {
        var first = ServingKey.make(directory, "EC");
        var second = ServingKey.make(directory, "EC");
        var text = first.certificatePem() + second.certificatePem();
        assertThat(Pem.certificates(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(first.certificate(), second.certificate());
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() throws Exception {
        var made = ServingKey.make(directory, "EC");
        var to = made.certificate().getPublicKey();
        for (var text : new String[] {
            "",
            "secret",
            made.certificatePem(),
            ServingKey.pem("PRIVATE KEY", "secret".getBytes(StandardCharsets.UTF_8)),
            made.pkcs8Pem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
            "-----BEGIN PRIVATE KEY-----\nAAAAA=A\n-----END PRIVATE KEY-----"
        }) {
            assertThatThrownBy(() -> Pem.key(text, to))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> Pem.certificates(new byte[0])).isInstanceOf(GeneralSecurityException.class);
    }
}
