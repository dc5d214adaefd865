package io.clavis.oauth1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Signs requests as a consumer does. */
public record TestConsumer(String id, String secret) {
    /**
     * The Authorization header for a POST to an address.
     *
     * @param more parameters of the protocol, without {@code oauth_}, over those that every request has
     */
    public String sign(String url, String tokenSecret, Map<String, String> more) {
        var protocol = new TreeMap<>(Map.of(
                "consumer_key",
                id,
                "nonce",
                "0123456789abcdef",
                "timestamp",
                Long.toString(Instant.now().getEpochSecond()),
                "signature_method",
                "HMAC-SHA1",
                "version",
                "1.0"));
        protocol.putAll(more);
        var parts = url.split("\\?", 2);
        var parameters = new ArrayList<>(parts.length == 2 ? Parameter.ofQuery(parts[1]) : List.<Parameter>of());
        protocol.forEach((name, value) -> parameters.add(new Parameter("oauth_" + name, value)));
        var signature = SignatureMethod.of(protocol.get("signature_method"))
                .flatMap(method -> method.sign(SignatureBase.of("POST", url, parameters), secret, tokenSecret))
                .orElse("none");
        protocol.put("signature", signature);
        return protocol.entrySet().stream()
                .map(entry -> "oauth_" + entry.getKey() + "=\"" + PercentEncoding.encode(entry.getValue()) + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
    }
}
