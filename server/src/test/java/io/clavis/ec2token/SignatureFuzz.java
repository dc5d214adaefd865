package io.clavis.ec2token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clavis.http.Failure;
import io.clavis.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** A signed request is refused with a 4xx, or it says what one that was signed says. */
class SignatureFuzz {
    private static final String SECRET = "966afbde20b84200ae4e62e09acf46b2";
    private static final List<ObjectNode> EC2 = signed("ec2-signatures.json");
    private static final List<ObjectNode> S3 = signed("s3-signatures.json");

    /** A JSON document; or a digit that chooses a signed request and an object whose members replace those of it. */
    @FuzzTest
    void onlyWhatWasSignedForEc2IsAccepted(byte[] input) {
        var request = request(EC2, input);
        if (request == null) {
            return;
        }
        var read = new SignedRequest(request);
        Instant ends;
        try {
            new Ec2Signature(SECRET).check(read);
            ends = ends(read);
        } catch (Failure refused) {
            assertThat(refused.status()).isBetween(400, 499);
            return;
        }
        var signature = read.signature().orElseThrow();
        assertThat(EC2.stream()
                        .filter(known -> known.path("signature").asString().equals(signature))
                        .filter(known -> !ends.isAfter(ends(new SignedRequest(known))))
                        .map(SignatureFuzz::meaning))
                .contains(meaning(request));
    }

    @FuzzTest
    void onlyWhatWasSignedForS3IsAccepted(byte[] input) {
        var request = request(S3, input);
        if (request == null) {
            return;
        }
        try {
            new S3Signature(SECRET).check(new SignedRequest(request));
        } catch (Failure refused) {
            assertThat(refused.status()).isBetween(400, 499);
            return;
        }
        assertThat(S3.stream()
                        .filter(known -> known.path("signature").equals(request.path("signature")))
                        .map(SignatureFuzz::toSign))
                .contains(toSign(request));
    }

    /** What the signature is for, so that nobody else may choose it; of the oldest versions that is little. */
    private static List<Object> meaning(ObjectNode request) {
        var read = new SignedRequest(request);
        var params = new TreeMap<>(read.params());
        var version = params.getOrDefault("SignatureVersion", "4");
        return switch (version) {
            case "0" -> List.of(version, params.get("Action") + params.get("Timestamp"));
            // This version joins names and values without a mark between them.
            case "1" -> List.of(version, letters(params));
            case "2" -> {
                params.remove("SignatureMethod");
                yield List.of(version, read.text("verb"), read.text("path"), params);
            }
            default -> {
                var verb = read.text("verb").toUpperCase(Locale.ROOT);
                yield List.of(verb, read.text("path"), verb.equals("POST") ? "" : params, read.text("body_hash"));
            }
        };
    }

    private static List<Integer> letters(Map<String, String> params) {
        return params.entrySet().stream()
                .flatMap(param -> (param.getKey() + param.getValue()).chars().boxed())
                .sorted()
                .toList();
    }

    // Nobody may make a signed request last for longer than its signer wanted.
    private static Instant ends(SignedRequest read) {
        return SignatureTime.of(read).orElse(Instant.MAX);
    }

    private static String toSign(ObjectNode request) {
        var token = request.path("token").asString().replace('-', '+').replace('_', '/');
        return Arrays.toString(Base64.getMimeDecoder().decode(token));
    }

    private static ObjectNode request(List<ObjectNode> signed, byte[] input) {
        if (input.length > 1 && input[0] >= 'a' && input[0] < 'a' + signed.size()) {
            var over = Json.parse(Arrays.copyOfRange(input, 1, input.length)).orElse(null);
            return over instanceof ObjectNode object
                    ? over(signed.get(input[0] - 'a').deepCopy(), object)
                    : null;
        }
        return Json.parse(input).orElse(null) instanceof ObjectNode object ? object : null;
    }

    private static ObjectNode over(ObjectNode request, ObjectNode changes) {
        changes.properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode inner
                    && request.path(member.getKey()) instanceof ObjectNode before) {
                over(before, inner);
            } else {
                request.set(member.getKey(), member.getValue());
            }
        });
        return request;
    }

    private static List<ObjectNode> signed(String file) {
        try (var resource = SignatureFuzz.class.getResourceAsStream(file)) {
            return Json.parse(resource.readAllBytes())
                    .orElseThrow()
                    .valueStream()
                    .map(sample -> (ObjectNode) sample.path("request"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
