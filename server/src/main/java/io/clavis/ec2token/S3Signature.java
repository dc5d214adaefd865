package io.clavis.ec2token;

import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The signature that a secret gives to a string to sign of the S3 API: versions 2 and 4. The string itself comes in
 * {@code credentials.token}.
 */
final class S3Signature {
    private static final Set<String> SERVICES = Set.of("s3", "iam", "sts");
    private static final int LINES = 4;
    private static final int SCOPE_PARTS = 4;
    private final String secret;

    S3Signature(String secret) {
        this.secret = secret;
    }

    /** 401 unless the secret gives the string the signature that comes with it. */
    void check(SignedRequest request) {
        var signature = request.text("signature");
        if (!Hmac.same(signature, of(decoded(request.text("token"))))) {
            throw new Unauthorized("Credential signature mismatch");
        }
    }

    private String of(byte[] toSign) {
        // Bytes as characters: what is looked at is ASCII, what is signed are the bytes.
        var text = new String(toSign, StandardCharsets.ISO_8859_1);
        if (text.startsWith("AWS4")) {
            return HexFormat.of().formatHex(Hmac.SHA256.of(signingKey(text), toSign));
        }
        var key = secret.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Hmac.SHA1.of(key, toSign));
    }

    private byte[] signingKey(String text) {
        var lines = text.split("\n", -1);
        if (lines.length != LINES || !lines[0].equals("AWS4-HMAC-SHA256")) {
            throw invalid();
        }
        var scope = lines[2].split("/", -1);
        if (scope.length != SCOPE_PARTS || !scope[3].equals("aws4_request") || !SERVICES.contains(scope[2])) {
            throw invalid();
        }
        return Hmac.signingKey(secret, utf8(scope[0]), utf8(scope[1]), scope[2]);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getMimeDecoder().decode(token.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException malformed) {
            throw BadRequest.missing("base64 text", "token");
        }
    }

    private static Unauthorized invalid() {
        return new Unauthorized("Invalid EC2 signature.");
    }
}
