package io.clavis.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.KeyRepository;
import io.clavis.crypto.key.NullKeyFallback;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCipherTest {
    private final SecureRandom random = new SecureRandom();

    private CredentialCipher with(KeySource keys) {
        return new CredentialCipher(new NullKeyFallback(keys), Vectors.CLOCK, Vectors.random());
    }

    @Test
    void upstreamsCredentialIsWrittenAndReadByteForByte() {
        var cipher = with(KeySource.of(FernetKey.parse(Vectors.text("key"))));
        var blob = Vectors.text("credential", "plaintext");
        var hash = Vectors.text("credential", "key_hash_sha1_of_key_text");
        assertThat(cipher.encrypt(blob))
                .isEqualTo(new EncryptedCredential(Vectors.text("credential", "encrypted"), hash));
        assertThat(cipher.decrypt(Vectors.text("credential", "encrypted"))).isEqualTo(blob);
        assertThat(cipher.primaryKeyHash()).isEqualTo(hash);
    }

    @Test
    void withoutARepositoryTheNullKeyEncrypts(@TempDir Path directory) {
        var cipher = with(new KeyRepository(directory.resolve("missing"), Vectors.CLOCK, random));
        var encrypted = cipher.encrypt("blob");
        assertThat(encrypted.keyHash()).isEqualTo(FernetKey.NULL_KEY.hash());
        assertThat(FernetKey.NULL_KEY.text()).isEqualTo(Vectors.text("credential", "null_key"));
        var withRepository = with(KeySource.of(FernetKey.generate(random)));
        assertThat(withRepository.decrypt(encrypted.blob())).isEqualTo("blob");
    }

    @Test
    void foreignCredentialIsRefused() {
        var encrypted = with(KeySource.of(FernetKey.generate(random))).encrypt("blob");
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> with(KeySource.of(FernetKey.generate(random))).decrypt(encrypted.blob()));
    }
}
