package io.clavis.oauth1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clavis.http.Failure;
import io.clavis.oauth1.SignedRequestTest.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A request with an OAuth header is refused with a 4xx, or says what one that was signed says. */
class SignedRequestFuzz {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_600);
    private static final List<Recorded> RECORDED = recorded();
    private static final List<List<String>> SECRETS = RECORDED.stream()
            .map(recorded -> List.of(recorded.consumerSecret(), recorded.tokenSecret()))
            .distinct()
            .toList();

    /** A line for the address, one for the header. */
    @FuzzTest
    void onlyWhatWasSignedIsAccepted(byte[] input) {
        var lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 2);
        if (lines.length < 2) {
            return;
        }
        SignedRequest request;
        try {
            request = SignedRequest.of("POST", lines[0], lines[1]);
            request.realms();
            request.base();
            request.requireForm(NOW);
        } catch (Failure refused) {
            assertThat(refused.status()).isEqualTo(400);
            return;
        }
        for (var secrets : SECRETS) {
            if (request.isSignedWith(secrets.getFirst(), secrets.getLast())) {
                var isPlain = request.parameter("oauth_signature_method").equals("PLAINTEXT");
                assertThat(isPlain
                                || RECORDED.stream()
                                        .anyMatch(known -> known.base().equals(request.base())))
                        .isTrue();
            }
        }
    }

    /** What is encoded comes back, and nothing in it can be taken for a delimiter. */
    @FuzzTest
    void everyTextIsEncoded(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var encoded = PercentEncoding.encode(text);
        assertThat(encoded).matches("[A-Za-z0-9%._~-]*+");
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
        PercentEncoding.decode(text);
    }

    private static List<Recorded> recorded() {
        try {
            return SignedRequestTest.recorded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
