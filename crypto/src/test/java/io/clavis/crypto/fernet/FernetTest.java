package io.clavis.crypto.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clavis.crypto.Vectors;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FernetTest {
    private final SecureRandom random = new SecureRandom();
    private final FernetKey key = FernetKey.generate(random);
    private final FernetKey other = FernetKey.generate(random);
    private final byte[] plaintext = "the cat".getBytes(StandardCharsets.UTF_8);

    private Fernet with(FernetKey... keys) {
        return new Fernet(KeySource.of(keys), Vectors.CLOCK, random);
    }

    @Test
    void opensWhatItSealedWithAndWithoutPadding() {
        var fernet = with(key);
        for (int length = 0; length < 70; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(fernet.decrypt(fernet.encrypt(bytes)).plaintext()).isEqualTo(bytes);
            assertThat(fernet.encryptUnpadded(bytes)).doesNotContain("=");
            var message = fernet.decrypt(fernet.encryptUnpadded(bytes));
            assertThat(message.plaintext()).isEqualTo(bytes);
            assertThat(message.issuedAt()).isEqualTo(Vectors.CLOCK.instant());
        }
    }

    @Test
    void specificationVectorIsOpened() {
        var spec = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
        var text =
                "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
        var message = with(spec).decrypt(text);
        assertThat(message.plaintext()).asString().isEqualTo("hello");
        assertThat(message.issuedAt().getEpochSecond()).isEqualTo(499162800);
    }

    @Test
    void everyKeyOpensAndTheFirstSeals() {
        var old = with(other).encrypt(plaintext);
        assertThat(with(key, other).decrypt(old).plaintext()).isEqualTo(plaintext);
        var fresh = with(key, other).encrypt(plaintext);
        assertThat(with(key).decrypt(fresh).plaintext()).isEqualTo(plaintext);
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> with(other).decrypt(fresh));
    }

    @Test
    void keysAreLookedForAgainWhenNoneFits() {
        var source = new KeySource() {
            @Override
            public List<FernetKey> keys() {
                return List.of(other);
            }

            @Override
            public List<FernetKey> refreshed() {
                return List.of(key, other);
            }
        };
        var text = with(key).encrypt(plaintext);
        assertThat(new Fernet(source, Vectors.CLOCK, random).decrypt(text).plaintext())
                .isEqualTo(plaintext);
    }

    @Test
    void anyOtherCharacterAnywhereIsRefused() {
        var fernet = with(key);
        var text = fernet.encryptUnpadded(plaintext);
        for (int i = 0; i < text.length(); i++) {
            for (char c : "ABQgw_-9= +/\u00e9\u4e2d\0".toCharArray()) {
                if (c == text.charAt(i)) {
                    continue;
                }
                var altered = text.substring(0, i) + c + text.substring(i + 1);
                assertThatExceptionOfType(InvalidTokenException.class)
                        .as("character %d as %s", i, (int) c)
                        .isThrownBy(() -> fernet.decrypt(altered));
            }
        }
    }

    @Test
    void anyShorterOrLongerTextIsRefused() {
        var fernet = with(key);
        var text = fernet.encryptUnpadded(plaintext);
        for (int i = 0; i < text.length(); i++) {
            var cut = text.substring(0, i);
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> fernet.decrypt(cut));
            var tail = text.substring(text.length() - i);
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> fernet.decrypt(tail));
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> fernet.decrypt(text + cut + "A"));
        }
    }

    @Test
    void manyThreadsShareOneKey() throws Exception {
        var fernet = with(key);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, 2000)
                    .mapToObj(i -> threads.submit(() -> {
                        var bytes = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                        return new String(fernet.decrypt(fernet.encrypt(bytes)).plaintext(), StandardCharsets.UTF_8);
                    }))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void keysHideTheirText() {
        assertThat(key.toString()).doesNotContain(key.text().substring(0, 8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FernetKey.parse("secret!"))
                .withMessageNotContaining("secret")
                .withNoCause();
        assertThatIllegalArgumentException().isThrownBy(() -> FernetKey.parse("c2hvcnQ="));
    }
}
