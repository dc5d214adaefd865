package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FernetTokensTest {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final String AUDIT = "AAECAwQFBgcICQoLDA0ODw";

    private final SecureRandom random = new SecureRandom();
    private final KeySource keys = KeySource.of(FernetKey.generate(random));
    private final Fernet fernet = new Fernet(keys, Vectors.CLOCK, random);
    private final FernetTokens tokens = new FernetTokens(keys, Payloads.METHODS, "default", Vectors.CLOCK, random);

    @Test
    void everyPayloadComesBackAsItWas() {
        var payloads = new Payloads(42);
        for (int i = 0; i < 5500; i++) {
            var payload = payloads.next(i % 11);
            assertThat(tokens.read(tokens.issue(payload).text()))
                    .isEqualTo(new IssuedToken(payload, Vectors.CLOCK.instant()));
        }
    }

    @Test
    void mutatedTokensAreRefused() {
        var payloads = new Payloads(43);
        var dice = new Random(43);
        for (int i = 0; i < 5500; i++) {
            var token = tokens.issue(payloads.next(i % 11)).text();
            var mutated = new StringBuilder(token);
            mutated.setCharAt(dice.nextInt(token.length()), (char) dice.nextInt(dice.nextBoolean() ? 128 : 65536));
            if (!mutated.toString().equals(token)) {
                assertThatExceptionOfType(InvalidTokenException.class)
                        .isThrownBy(() -> tokens.read(mutated.toString()));
            }
        }
    }

    /** Who has a key could still seal anything: no payload may end in another exception. */
    @Test
    void mutatedPayloadsAreReadOrRefused() {
        var format = new PayloadFormat(Payloads.METHODS, "default");
        var payloads = new Payloads(44);
        var dice = new Random(44);
        for (int i = 0; i < 20_000; i++) {
            var bytes = format.write(payloads.next(i % 11));
            for (int flips = dice.nextInt(4); flips >= 0; flips--) {
                bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt();
            }
            assertReadOrRefused(bytes);
            var noise = new byte[dice.nextInt(60)];
            dice.nextBytes(noise);
            assertReadOrRefused(noise);
        }
    }

    private void assertReadOrRefused(byte[] plaintext) {
        var format = new PayloadFormat(Payloads.METHODS, "default");
        try {
            assertThat(format.readToken(plaintext)).isNotNull();
        } catch (InvalidTokenException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
        try {
            assertThat(format.readReceipt(plaintext)).isNotNull();
        } catch (InvalidTokenException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @Test
    void everyPrefixAndEveryExtensionOfAPayloadIsRefused() {
        var format = new PayloadFormat(Payloads.METHODS, "default");
        var payloads = new Payloads(45);
        for (int version = 0; version <= 10; version++) {
            var bytes = format.write(payloads.next(version));
            for (int length = 0; length <= bytes.length + 1; length++) {
                var other = Arrays.copyOf(bytes, length);
                if (length != bytes.length) {
                    assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> format.readToken(other));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89AB-CDEF-0123-456789ABCDEF, 0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF, 0123456789abcdef0123456789abcdef",
        "{01234567-89ab-cdef-0123-456789abcdef}, 0123456789abcdef0123456789abcdef",
        "urn:uuid:01234567-89ab-cdef-0123-456789abcdef, 0123456789abcdef0123456789abcdef",
        "0-1-2-3-4-5-6-7-89abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdeg, 0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcde, 0123456789abcdef0123456789abcde",
        "{}, {}",
        "Default-User, Default-User"
    })
    void idsComeBackAsUpstreamWouldReadThem(String written, String read) {
        var payload = new ProjectScopedPayload(written, List.of("password"), written, LATER, List.of(AUDIT));
        assertThat(tokens.read(tokens.issue(payload).text()).payload())
                .isEqualTo(new ProjectScopedPayload(read, List.of("password"), read, LATER, List.of(AUDIT)));
    }

    /** Before msgpack 1.0, text and binary were both written as text. */
    @ParameterizedTest
    @CsvSource({
        "950092c3b00123456789abcdef0123456789abcdef02cb41da5571c400000091b0000102030405060708090a0b0c0d0e0f",
        "950092c3da00100123456789abcdef0123456789abcdef02cb41da5571c400000091b0000102030405060708090a0b0c0d0e0f"
    })
    void oldRawFormIsRead(String payload) {
        var token = fernet.encryptUnpadded(HexFormat.of().parseHex(payload));
        assertThat(tokens.read(token).payload())
                .isEqualTo(new UnscopedPayload(
                        "0123456789abcdef0123456789abcdef", List.of("password"), LATER, List.of(AUDIT)));
    }

    @ParameterizedTest
    @CsvSource({"b0aaaabbbbccccddddeeeeffff00001111, aaaabbbbccccddddeeeeffff00001111", "a764656661756c74, default"})
    void oldRawFormOfADomainIsRead(String domain, String id) {
        var payload = "960192c3b00123456789abcdef0123456789abcdef02" + domain
                + "cb41da5571c400000091b0000102030405060708090a0b0c0d0e0f";
        var token = fernet.encryptUnpadded(HexFormat.of().parseHex(payload));
        assertThat(tokens.read(token).payload())
                .isEqualTo(new DomainScopedPayload(
                        "0123456789abcdef0123456789abcdef", List.of("password"), id, LATER, List.of(AUDIT)));
    }

    @Test
    void idsThatFitNoTokenAreRefusedWhenIssuing() {
        var methods = List.of("password");
        var audit = List.of(AUDIT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.issue(new DomainScopedPayload("u", methods, "elsewhere", LATER, audit)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.issue(new TrustScopedPayload("u", methods, "p", "trust", LATER, audit)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.issue(new UnscopedPayload("u", methods, LATER, List.of("short"))));
    }

    @Test
    void expiryIsCutToTheSecondAndUnknownMethodsAreLost() {
        var payload = new UnscopedPayload(
                "u", List.of("unlisted", "password", "mapped"), LATER.plusMillis(999), List.of(AUDIT));
        assertThat(tokens.read(tokens.issue(payload).text()).payload())
                .isEqualTo(new UnscopedPayload("u", List.of("mapped", "password"), LATER, List.of(AUDIT)));
    }

    @Test
    void theMarkOfEc2KeysIsKeptWhereItIsNotListed() {
        var payload = new UnscopedPayload("u", List.of("ec2credential"), LATER, List.of(AUDIT));
        assertThat(tokens.read(tokens.issue(payload).text()).payload()).isEqualTo(payload);
        assertThat(Payloads.METHODS).doesNotContain("ec2credential");
    }

    @Test
    void tokenIsNoReceiptAndReceiptIsNoToken() {
        var receipts = new FernetReceipts(keys, Payloads.METHODS, Vectors.CLOCK, random);
        var token = tokens.issue(new UnscopedPayload("u", List.of(), LATER, List.of(AUDIT)))
                .text();
        var receipt = receipts.issue(new ReceiptPayload("u", List.of(), LATER));
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> receipts.read(token));
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> tokens.read(receipt));
    }

    @Test
    void auditIdsAreRandomAndOf22Characters() {
        var ids = new AuditIds(random);
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            var id = ids.next();
            assertThat(id).matches("[A-Za-z0-9_-]{22}");
            assertThat(seen.add(id)).isTrue();
        }
    }
}
