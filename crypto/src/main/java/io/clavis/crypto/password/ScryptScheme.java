package io.clavis.crypto.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** {@code $scrypt$ln=16,r=8,p=1$<salt>$<digest>}, in base64 without padding. */
record ScryptScheme() implements HashScheme {
    private static final Pattern FORMAT = Pattern.compile(
            "\\$scrypt\\$ln=([1-9][0-9]?),r=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})\\$([+/A-Za-z0-9]*)\\$([+/A-Za-z0-9]+)");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final int DIGEST_BYTES = 32;
    private static final long MOST_MEMORY = 1L << 29;

    String hash(byte[] password, byte[] salt, int logN, int r, int p) {
        var digest = SCrypt.generate(password, salt, 1 << logN, r, p, DIGEST_BYTES);
        return "$scrypt$ln=" + logN + ",r=" + r + ",p=" + p + "$" + BASE64.encodeToString(salt) + "$"
                + BASE64.encodeToString(digest);
    }

    @Override
    public boolean recognises(String hash) {
        return FORMAT.matcher(hash).matches();
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        var parts = FORMAT.matcher(hash);
        return parts.matches() && fits(password, parts);
    }

    private static boolean fits(byte[] password, Matcher parts) {
        var logN = Integer.parseInt(parts.group(1));
        var r = Integer.parseInt(parts.group(2));
        if (logN > 24 || ((128L * r) << logN) > MOST_MEMORY) {
            throw new IllegalArgumentException("an scrypt hash that needs too much memory");
        }
        var digest = Base64.getDecoder().decode(parts.group(5));
        var computed = SCrypt.generate(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                1 << logN,
                r,
                Integer.parseInt(parts.group(3)),
                digest.length);
        return MessageDigest.isEqual(computed, digest);
    }
}
