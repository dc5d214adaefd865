package io.clavis.oauth1;

import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A request as a consumer signed it (RFC 5849 section 3). Immutable. */
public final class SignedRequest {
    private static final Duration TOLERANCE = Duration.ofMinutes(10);
    private static final int TIMESTAMP_DIGITS = 10;
    private final String method;
    private final String url;
    private final Map<String, String> header;
    private final List<Parameter> parameters;
    private final Map<String, String> protocol;
    private final boolean hasDuplicates;

    private SignedRequest(String method, String url, Map<String, String> header, List<Parameter> parameters) {
        this.method = method;
        this.url = url;
        this.header = header;
        this.parameters = parameters;
        this.protocol = new LinkedHashMap<>();
        var all = parameters.stream().filter(Parameter::isProtocol).toList();
        all.forEach(parameter -> protocol.put(parameter.name(), parameter.value()));
        this.hasDuplicates = protocol.size() < all.size();
    }

    /**
     * The signed POST that a call is; 400 where it has no OAuth header.
     *
     * @param url where the consumer takes itself to have sent it, with what it signed of the query
     */
    public static SignedRequest of(Call call, String url) {
        var authorization =
                call.header("Authorization").orElseThrow(() -> BadRequest.missing("Authorization header", "request"));
        return of("POST", url, authorization);
    }

    static SignedRequest of(String method, String url, String authorization) {
        var header = AuthorizationHeader.parse(authorization);
        var parts = url.split("\\?", 2);
        var query = parts.length == 2 ? Parameter.ofQuery(parts[1]) : List.<Parameter>of();
        var parameters = new ArrayList<Parameter>();
        header.forEach((name, value) -> parameters.add(new Parameter(name, value)));
        parameters.addAll(query);
        parameters.replaceAll(SignedRequest::unescaped);
        return new SignedRequest(method, parts[0], header, parameters);
    }

    // Parameters of the protocol are escaped wherever they stand, others only by the rules of their place.
    private static Parameter unescaped(Parameter parameter) {
        return parameter.isProtocol()
                ? new Parameter(parameter.name(), PercentEncoding.decode(parameter.value()))
                : parameter;
    }

    /** Who says to have signed it. */
    public String consumer() {
        return parameter("oauth_consumer_key");
    }

    /** A parameter as it stands in the header; 400 where it is missing. */
    String required(String name) {
        return Optional.ofNullable(header.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> BadRequest.missing(name, "request"));
    }

    /** A parameter of the protocol, empty where it is missing. */
    String parameter(String name) {
        return protocol.getOrDefault(name, "");
    }

    /** What the consumer wants access to, in words of its own; none of them means anything here. */
    List<String> realms() {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals("realm"))
                .map(Parameter::value)
                .reduce((former, latter) -> latter)
                .filter(realm -> !realm.isEmpty())
                .map(realm -> List.of(realm.split(" ", -1)))
                .orElse(List.of());
    }

    /** 400 where it cannot have been signed as the protocol demands, whoever signed it. */
    void requireForm(Instant now) {
        if (header.keySet().stream().anyMatch(Parameter::isProtocol) && hasProtocolInQuery()) {
            throw invalid("('oauth_ params must come from only 1 signaturetype but were found in %s',"
                    + " 'AUTH_HEADER, QUERY')");
        }
        if (hasDuplicates) {
            throw invalid("Duplicate OAuth1 entries.");
        }
        var mandatory = Stream.of("signature", "consumer_key", "nonce", "timestamp", "signature_method");
        if (mandatory.anyMatch(name -> parameter("oauth_" + name).isEmpty())) {
            throw invalid("Missing mandatory OAuth parameters.");
        }
        var signatureMethod = parameter("oauth_signature_method");
        if (SignatureMethod.of(signatureMethod).isEmpty()) {
            throw refused(
                    "invalid_signature_method",
                    "Invalid signature, " + signatureMethod + " not in " + SignatureMethod.names() + ".");
        }
        if (!protocol.getOrDefault("oauth_version", "1.0").equals("1.0")) {
            throw invalid("Invalid OAuth version.");
        }
        requireTime(now);
        if (!isIdentifier(parameter("oauth_consumer_key"))) {
            throw invalid("Invalid client key format.");
        }
        if (!isHexadecimal(parameter("oauth_nonce"))) {
            throw invalid("Invalid nonce format.");
        }
    }

    private boolean hasProtocolInQuery() {
        return parameters.stream().skip(header.size()).anyMatch(Parameter::isProtocol);
    }

    private void requireTime(Instant now) {
        var timestamp = parameter("oauth_timestamp");
        if (timestamp.codePointCount(0, timestamp.length()) != TIMESTAMP_DIGITS) {
            throw invalid("Invalid timestamp size");
        }
        if (Duration.between(time(timestamp), now).abs().compareTo(TOLERANCE) > 0) {
            throw invalid(
                    "Timestamp given is invalid, differ from allowed by over " + TOLERANCE.toSeconds() + " seconds.");
        }
    }

    private static Instant time(String timestamp) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException notANumber) {
            throw invalid("Timestamp must be an integer.");
        }
    }

    /** Whether who signed it knows both secrets; the one of the token is empty where there is none yet. */
    boolean isSignedWith(String consumerSecret, String tokenSecret) {
        var signed = SignatureMethod.of(parameter("oauth_signature_method"))
                .flatMap(by -> by.sign(base(), consumerSecret, tokenSecret));
        return signed.filter(signature -> MessageDigest.isEqual(
                        signature.getBytes(StandardCharsets.UTF_8),
                        parameter("oauth_signature").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** The text that is signed. */
    String base() {
        var withRealm = !header.containsKey("realm");
        return SignatureBase.of(
                method,
                url,
                parameters.stream()
                        .filter(parameter -> !parameter.name().equals("oauth_signature"))
                        .filter(parameter -> withRealm || !parameter.name().equals("realm"))
                        .toList());
    }

    /** Whether a text can be the id of a consumer or a token. */
    static boolean isIdentifier(String text) {
        return text.length() == 32 && isHexadecimal(text);
    }

    private static boolean isHexadecimal(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** A refusal of the request for its form. */
    static BadRequest invalid(String description) {
        return refused("invalid_request", description);
    }

    private static BadRequest refused(String error, String description) {
        return new BadRequest("Validation failed with errors: " + error + ", detail message is: " + description + ".");
    }

    @Override
    public String toString() {
        return "SignedRequest[" + method + " " + url + "]";
    }
}
