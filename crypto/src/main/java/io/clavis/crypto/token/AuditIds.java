package io.clavis.crypto.token;

import java.security.SecureRandom;
import java.util.Base64;

/** Audit ids: 16 bytes as 22 characters of URL-safe base64. */
public final class AuditIds {
    static final int LENGTH = 16;

    private final SecureRandom random;

    /** Ids come from {@code random}. */
    public AuditIds(SecureRandom random) {
        this.random = random;
    }

    /** A new random audit id. */
    public String next() {
        var bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String auditId) {
        var bytes = Base64.getUrlDecoder().decode(auditId);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("an audit id has to be 16 bytes in base64");
        }
        return bytes;
    }
}
