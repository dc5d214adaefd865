package io.clavis.ec2token;

import io.clavis.crypto.digest.Sha256;
import io.clavis.http.BadRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** AWS signature version 4 of a request, by its {@code Authorization} header or its {@code X-Amz-…} parameters. */
final class Signature4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int SCOPE_PARTS = 4;
    // These sign the host without its port, whatever header they send.
    private static final Pattern OLD_BOTO = Pattern.compile("Boto/2\\.[0-9]\\.[0-2]");

    private final SignedRequest request;
    private final Map<String, String> params;
    private final Map<String, String> headers;

    Signature4(SignedRequest request) {
        this.request = request;
        this.params = request.params();
        this.headers = request.headers();
    }

    static boolean isMeant(SignedRequest request) {
        return request.find("headers", "Authorization")
                .map(authorization -> authorization.startsWith(ALGORITHM))
                .orElseGet(() -> request.find("params", "X-Amz-Algorithm")
                        .filter(ALGORITHM::equals)
                        .isPresent());
    }

    byte[] sign(String secret) {
        var scope = List.of(value("Credential").split("/", -1));
        if (scope.size() < SCOPE_PARTS) {
            throw new BadRequest("The credential of the signature has no scope.");
        }
        var date = scope.get(1);
        var time = Optional.ofNullable(headers.getOrDefault("X-Amz-Date", params.get("X-Amz-Date")))
                .orElseThrow(() -> BadRequest.missing("X-Amz-Date", "credentials"));
        if (!time.startsWith(date)) {
            throw new BadRequest("Request date mismatch error");
        }
        var text = String.join(
                "\n", ALGORITHM, time, String.join("/", scope.subList(1, scope.size())), Sha256.hex(canonical()));
        return Hmac.SHA256.of(Hmac.signingKey(secret, date, scope.get(2), scope.get(3)), text);
    }

    // Of a POST the parameters are in the body, which is signed by its hash.
    private String canonical() {
        var verb = request.text("verb").toUpperCase(Locale.ROOT);
        return String.join(
                "\n",
                verb,
                request.text("path"),
                verb.equals("POST") ? "" : CanonicalQuery.of(params),
                canonicalHeaders(),
                value("SignedHeaders"),
                request.text("body_hash"));
    }

    private String canonicalHeaders() {
        var lower = new HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT).strip(), value.strip()));
        var stripPort = OLD_BOTO.matcher(lower.getOrDefault("user-agent", "")).lookingAt();
        var lines = new ArrayList<String>();
        for (var name : value("SignedHeaders").split(";", -1)) {
            var value = lower.get(name);
            if (value != null) {
                var shown = stripPort && name.equals("host") ? value.split(":", 2)[0] : value;
                lines.add(name + ":" + shown);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String value(String name) {
        var authorization = headers.get("Authorization");
        @Nullable
        String value = authorization == null ? params.get("X-Amz-" + name) : parameter(authorization, name + "=");
        return Optional.ofNullable(value).orElseThrow(() -> BadRequest.missing(name, "credentials"));
    }

    private static String parameter(String authorization, String prefix) {
        int at = authorization.indexOf(prefix);
        return at < 0 ? "" : authorization.substring(at + prefix.length()).split(",", 2)[0];
    }
}
