package io.clavis.keyrotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.crypto.token.JwsAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    static String key() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getUrlEncoder().encodeToString(key);
    }

    private KeyEncryptionFile file(String... lines) {
        try {
            var file = Files.writeString(directory.resolve("kek"), String.join("\n", lines));
            return new KeyEncryptionFile(file, RANDOM);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatWasSealedOpensOnlyForItsRepositoryAndId() {
        var encryption = file(key()).read();
        var sealed = encryption.seal(Repository.TOKENS, "one", "the key");
        assertThat(encryption.open(Repository.TOKENS, "one", sealed)).isEqualTo("the key");
        assertThat(encryption.seal(Repository.TOKENS, "one", "the key")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> encryption.open(Repository.TOKENS, "two", sealed))
                .isInstanceOf(KeyEncryptionException.class);
        assertThatThrownBy(() -> encryption.open(Repository.JWS, "one", sealed))
                .isInstanceOf(KeyEncryptionException.class);
    }

    @Test
    void alteredTextAndOtherKeysAreRefused() {
        var encryption = file(key()).read();
        var sealed = encryption.seal(Repository.TOKENS, "one", "the key");
        for (int i = 0; i < sealed.length(); i++) {
            var other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
            var altered = sealed.substring(0, i) + other + sealed.substring(i + 1);
            if (!java.util.Arrays.equals(
                    Base64.getUrlDecoder().decode(altered),
                    Base64.getUrlDecoder().decode(sealed))) {
                assertThatThrownBy(() -> encryption.open(Repository.TOKENS, "one", altered))
                        .isInstanceOf(KeyEncryptionException.class);
            }
        }
        var stranger = file(key()).read();
        assertThatThrownBy(() -> stranger.open(Repository.TOKENS, "one", sealed))
                .hasMessageContaining("key_encryption_key_file")
                .hasMessageContaining("one");
        assertThatThrownBy(() -> encryption.open(Repository.TOKENS, "one", "%"))
                .isInstanceOf(KeyEncryptionException.class);
    }

    @Test
    void theFirstKeySealsAndAllOpen() {
        var old = key();
        var sealed = file(old).read().seal(Repository.TOKENS, "one", "the key");
        var changed = file("# since today", key(), "", old).read();
        assertThat(changed.open(Repository.TOKENS, "one", sealed)).isEqualTo("the key");
        assertThat(changed.isNewest(Repository.TOKENS, "one", sealed)).isFalse();
        assertThat(changed.isNewest(Repository.TOKENS, "one", changed.seal(Repository.TOKENS, "one", "the key")))
                .isTrue();
    }

    @Test
    void aFileThatIsNoGoodIsToldWithoutAnythingOfIt() {
        assertThatThrownBy(() -> file("").read()).hasMessageContaining("holds no key");
        assertThatThrownBy(() -> file(key(), "hunter-two!").read())
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("hunter");
        assertThatThrownBy(() -> file("AAAA").read()).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new KeyEncryptionFile(directory.resolve("absent"), RANDOM).require())
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining("absent cannot be read");
    }

    @Test
    void pairsOfEveryAlgorithmComeBackFromTheirText() {
        for (var algorithm : JwsAlgorithm.values()) {
            var pair = algorithm.generate(RANDOM);
            var key = new JwsKey(pair.getPublic(), Optional.of(pair.getPrivate()));
            var back = JwsKey.parse(key.text());
            assertThat(algorithm.isPair(back.signing().orElseThrow(), back.verifying()))
                    .isTrue();
            assertThat(JwsKey.parse(key.retired().text()).signing()).isEmpty();
            assertThat(key.retired().text()).doesNotContain(key.text().split("\\.")[2]);
            assertThat(key).hasToString("JwsKey[secret]");
        }
        assertThatThrownBy(() -> JwsKey.parse("EC.AAAA.")).isInstanceOf(IllegalArgumentException.class);
    }
}
