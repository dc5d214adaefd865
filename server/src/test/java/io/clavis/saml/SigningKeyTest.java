package io.clavis.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.Configuration;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    private Path directory;

    private static Path file(String name) {
        try {
            return Path.of(SigningKeyTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static SigningKey read(Path certificate, Path key) {
        return SigningKey.read(SamlSettings.of(
                Configuration.of(Map.of("saml.certfile", certificate.toString(), "saml.keyfile", key.toString()))));
    }

    @Test
    void bothFormsOfAnRsaKeyAreRead() {
        var modern = read(file("certificate.pem"), file("key.pem"));
        var old = read(file("certificate.pem"), file("rsa-key.pem"));
        assertThat(old.key()).isEqualTo(modern.key());
        assertThat(old.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=idp.example");
    }

    @Test
    void whatIsNoKeyOrCertificateIsNamedButNotTold() throws Exception {
        var noise = Files.writeString(
                directory.resolve("noise.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> read(file("certificate.pem"), noise))
                .isInstanceOf(SamlFailure.class)
                .hasMessageContaining("noise.pem")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> read(file("certificate.pem"), file("ec-key.pem")))
                .isInstanceOf(SamlFailure.class)
                .hasMessageContaining("ec-key.pem");
        assertThatThrownBy(() -> read(file("certificate.pem"), file("certificate.pem")))
                .isInstanceOf(SamlFailure.class);
        assertThatThrownBy(() -> read(file("key.pem"), file("key.pem"))).isInstanceOf(SamlFailure.class);
        assertThatThrownBy(() -> read(directory.resolve("missing.pem"), file("key.pem")))
                .isInstanceOf(SamlFailure.class)
                .hasMessageContaining("missing.pem");
    }

    @Test
    void aKeyIsNotPrinted() {
        assertThat(read(file("certificate.pem"), file("key.pem")).toString()).isEqualTo("SigningKey[CN=idp.example]");
    }
}
