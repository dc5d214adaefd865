package io.clavis.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.crypto.Vectors;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenTokensTest {
    private static final List<String> METHODS = GoldenPayload.strings(Vectors.ALL.get("methods_config"));

    private final KeySource keys = KeySource.of(FernetKey.parse(Vectors.text("key")));
    private final FernetTokens tokens = new FernetTokens(keys, METHODS, "default", Vectors.CLOCK, Vectors.random());

    @TestFactory
    Stream<DynamicTest> upstreamsTokensAreIssuedAndReadByteForByte() {
        return Vectors.ALL
                .get("tokens")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> {
                    var payload = GoldenPayload.of(vector.get("inputs"));
                    var token = vector.get("token").asString();
                    assertThat(tokens.issue(payload).text()).isEqualTo(token);
                    assertThat(tokens.read(token)).isEqualTo(new IssuedToken(asRead(payload), Vectors.CLOCK.instant()));
                }));
    }

    @Test
    void upstreamsReceiptIsIssuedAndReadByteForByte() {
        var receipts = new FernetReceipts(keys, METHODS, Vectors.CLOCK, Vectors.random());
        var payload = new ReceiptPayload(
                "0123456789abcdef0123456789abcdef", List.of("password"), Instant.parse("2026-01-01T01:00:00Z"));
        var receipt = Vectors.text("receipt", "receipt");
        assertThat(receipts.issue(payload)).isEqualTo(receipt);
        assertThat(receipts.read(receipt)).isEqualTo(new IssuedReceipt(payload, Vectors.CLOCK.instant()));
    }

    /** Methods come back highest bit first, and those not configured not at all. */
    private static TokenPayload asRead(TokenPayload payload) {
        return Payloads.withMethods(
                payload,
                METHODS.reversed().stream().filter(payload.methods()::contains).toList());
    }
}
