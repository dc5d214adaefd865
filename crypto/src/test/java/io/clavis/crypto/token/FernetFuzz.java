package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whatever comes for a token is refused as one, unless our key sealed it. */
class FernetFuzz {
    private static final byte[] RAW_KEY = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };
    private static final KeySource KEYS =
            KeySource.of(FernetKey.parse(Base64.getUrlEncoder().encodeToString(RAW_KEY)));
    private static final Fernet FERNET = new Fernet(KEYS, Vectors.CLOCK, Vectors.random());
    private static final FernetTokens TOKENS =
            new FernetTokens(KEYS, Payloads.METHODS, "default", Vectors.CLOCK, Vectors.random());
    private static final FernetReceipts RECEIPTS =
            new FernetReceipts(KEYS, Payloads.METHODS, Vectors.CLOCK, Vectors.random());
    private static final PayloadFormat FORMAT = new PayloadFormat(Payloads.METHODS, "default");
    private static final List<String> ISSUED = List.of(
            TOKENS.issue(new Payloads(1).next(0)).text(),
            TOKENS.issue(new Payloads(2).next(5)).text());

    /** The first byte chooses a good token, or none; the next says where the rest is laid over it. */
    @FuzzTest
    void onlyWhatWasSealedIsAccepted(byte[] input) {
        var text =
                input.length < 2 || input[0] > 1 || input[0] < 0 ? latin(input) : changed(ISSUED.get(input[0]), input);
        accepted(() -> TOKENS.read(text)).ifPresent(_ -> assertThat(ISSUED).contains(text.replaceAll("=+$", "")));
        accepted(() -> RECEIPTS.read(text)).ifPresent(receipt -> {
            throw new AssertionError("a token taken for " + receipt);
        });
    }

    private static String changed(String token, byte[] input) {
        int at = (input[1] & 0xff) % token.length();
        var over = latin(input).substring(2);
        return token.substring(0, at) + over + token.substring(Math.min(token.length(), at + over.length()));
    }

    /** Who has the key can seal anything; what is accepted of it comes back as it was. */
    @FuzzTest
    void sealedTokenIsReadOrRefused(byte[] plaintext) {
        accepted(() -> TOKENS.read(FERNET.encryptUnpadded(plaintext))).ifPresent(token -> {
            var written = FORMAT.write(token.payload());
            var again = FORMAT.readToken(written);
            assertThat(FORMAT.write(again)).isEqualTo(written);
            assertThat(again.expiresAt()).isEqualTo(token.payload().expiresAt());
            assertThat(again.auditIds()).isEqualTo(token.payload().auditIds());
            assertThat(again.getClass()).isEqualTo(token.payload().getClass());
        });
    }

    @FuzzTest
    void sealedReceiptIsReadOrRefused(byte[] plaintext) {
        accepted(() -> RECEIPTS.read(FERNET.encryptUnpadded(plaintext))).ifPresent(receipt -> {
            var written = FORMAT.write(receipt.payload());
            assertThat(FORMAT.write(FORMAT.readReceipt(written))).isEqualTo(written);
        });
    }

    /** Envelopes with a right signature over anything: versions, times, paddings. */
    @FuzzTest
    void signedEnvelopeIsReadOrRefused(byte[] unsigned) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RAW_KEY, 0, 16, "HmacSHA256"));
        var envelope = new ByteArrayOutputStream();
        envelope.writeBytes(unsigned);
        envelope.writeBytes(mac.doFinal(unsigned));
        var text = Base64.getUrlEncoder().encodeToString(envelope.toByteArray());
        accepted(() -> TOKENS.read(text)).ifPresent(_ -> assertThat(unsigned[0]).isEqualTo((byte) 0x80));
    }

    private static <T> Optional<T> accepted(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidTokenException refused) {
            return Optional.empty();
        }
    }

    private static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
