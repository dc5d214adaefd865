package io.clavis.ec2token;

import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The signature that a secret gives to a request of the EC2 API: versions 0, 1 and 2 of
 * {@code params.SignatureVersion}, and version 4, which {@link Signature4} makes.
 */
final class Ec2Signature {
    private final byte[] key;
    private final String secret;

    Ec2Signature(String secret) {
        this.secret = secret;
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** 401 unless the secret gives the request the signature that it has, with or without the port of its host. */
    void check(SignedRequest request) {
        var signature = request.signature().orElseThrow(() -> new Unauthorized("EC2 signature not supplied."));
        var host = request.host();
        if (Hmac.same(signature, of(request, host))) {
            return;
        }
        var withoutPort = host.filter(name -> name.contains(":")).flatMap(Ec2Signature::withoutPort);
        if (withoutPort.isEmpty() || !Hmac.same(signature, of(request, withoutPort))) {
            throw new Unauthorized("Invalid EC2 signature.");
        }
    }

    private String of(SignedRequest request, Optional<String> host) {
        var params = request.params();
        var version = params.get("SignatureVersion");
        if ("0".equals(version)) {
            return base64(Hmac.SHA1.of(key, param(params, "Action") + param(params, "Timestamp")));
        }
        if ("1".equals(version)) {
            return base64(Hmac.SHA1.of(key, concatenated(params)));
        }
        if ("2".equals(version)) {
            return base64(Hmac.SHA256.of(key, canonical(request, host, params)));
        }
        if (Signature4.isMeant(request)) {
            return HexFormat.of().formatHex(new Signature4(request).sign(secret));
        }
        throw new BadRequest(version == null ? "Unexpected signature format" : "Unknown signature version: " + version);
    }

    private static String concatenated(Map<String, String> params) {
        var text = new StringBuilder();
        params.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toLowerCase(Locale.ROOT)))
                .forEach(entry -> text.append(entry.getKey()).append(entry.getValue()));
        return text.toString();
    }

    // Whatever method the client named, upstream signs with SHA-256 and says so.
    private static String canonical(SignedRequest request, Optional<String> host, Map<String, String> params) {
        params.put("SignatureMethod", "HmacSHA256");
        var name = host.orElseThrow(() -> BadRequest.missing("host", "credentials"));
        return request.text("verb") + "\n" + name + "\n" + request.text("path") + "\n" + CanonicalQuery.of(params);
    }

    private static String param(Map<String, String> params, String name) {
        return Optional.ofNullable(params.get(name)).orElseThrow(() -> BadRequest.missing(name, "params"));
    }

    private static Optional<String> withoutPort(String host) {
        var authority = host.substring(host.lastIndexOf('@') + 1);
        var name = authority.startsWith("[")
                ? authority.substring(1, Math.max(1, authority.indexOf(']')))
                : authority.substring(0, authority.indexOf(':') < 0 ? authority.length() : authority.indexOf(':'));
        return Optional.of(name.toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
