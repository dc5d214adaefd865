package io.clavis.ec2token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hashes that AWS signatures are made of. */
enum Hmac {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256");

    private static final byte[] EMPTY_KEY = {0};
    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    byte[] of(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(algorithm);
            // HMAC pads keys with zeros, so that one zero is the empty key, which the JDK refuses.
            mac.init(new SecretKeySpec(key.length == 0 ? EMPTY_KEY : key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    byte[] of(byte[] key, String message) {
        return of(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** The key that a secret becomes for one day, region and service (AWS signature version 4). */
    static byte[] signingKey(String secret, String date, String region, String service) {
        var key = SHA256.of(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        key = SHA256.of(key, region);
        key = SHA256.of(key, service);
        return SHA256.of(key, "aws4_request");
    }

    /** Compares without telling by its time where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
