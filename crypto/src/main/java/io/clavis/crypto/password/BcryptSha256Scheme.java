package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code $bcrypt-sha256$v=2,t=2b,r=12$<22 salt>$<31 digest>}: bcrypt over an HMAC, so long passwords count whole. */
record BcryptSha256Scheme(Bcrypt bcrypt) implements HashScheme {
    private static final Pattern FORMAT = Pattern.compile(
            "\\$bcrypt-sha256\\$v=2,t=2b,r=([4-9]|[12][0-9]|3[01])\\$([./A-Za-z0-9]{22})\\$([./A-Za-z0-9]{31})");

    String hash(byte[] password, byte[] salt, int cost) {
        var saltText = BcryptBase64.encode(salt);
        return "$bcrypt-sha256$v=2,t=2b,r=" + cost + "$" + saltText + "$" + digest(password, saltText, cost);
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

    private boolean fits(byte[] password, Matcher parts) {
        var digest = digest(password, parts.group(2), Integer.parseInt(parts.group(1)));
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), parts.group(3).getBytes(StandardCharsets.US_ASCII));
    }

    private String digest(byte[] password, String salt, int cost) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            var inner = Base64.getEncoder().encode(mac.doFinal(password));
            return bcrypt.digest(inner, salt, cost);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
        }
    }
}
