package io.clavis.oauth1;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a request can be signed, in the order in which answers name them. */
enum SignatureMethod {
    HMAC_SHA1("HMAC-SHA1", Optional.of("HmacSHA1")),
    HMAC_SHA256("HMAC-SHA256", Optional.of("HmacSHA256")),
    HMAC_SHA512("HMAC-SHA512", Optional.of("HmacSHA512")),
    // Known by name only: consumers have secrets here and no keys, so such a signature can never be right.
    RSA_SHA1("RSA-SHA1", Optional.empty()),
    RSA_SHA256("RSA-SHA256", Optional.empty()),
    RSA_SHA512("RSA-SHA512", Optional.empty()),
    /** No signature at all: the secrets themselves. */
    PLAINTEXT("PLAINTEXT", Optional.empty());

    private final String word;
    private final Optional<String> algorithm;

    SignatureMethod(String word, Optional<String> algorithm) {
        this.word = word;
        this.algorithm = algorithm;
    }

    static Optional<SignatureMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }

    /** All their names. */
    static String names() {
        return Arrays.stream(values())
                .map(method -> "'" + method.word + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The signature of a base string; empty where nobody can sign like that here. */
    Optional<String> sign(String base, String consumerSecret, String tokenSecret) {
        var key = PercentEncoding.encode(consumerSecret) + "&" + PercentEncoding.encode(tokenSecret);
        return this == PLAINTEXT ? Optional.of(key) : algorithm.map(name -> hmac(name, key, base));
    }

    private static String hmac(String algorithm, String key, String base) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(algorithm + " is not there", absent);
        }
    }
}
