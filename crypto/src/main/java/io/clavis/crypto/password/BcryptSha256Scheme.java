package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code $bcrypt-sha256$v=2,t=2b,r=12$<22 salt>$<31 digest>}: bcrypt over an HMAC, so long passwords count whole. The
 * first version, {@code $bcrypt-sha256$2b,12$…}, is over a plain digest; passlib wrote it and it is only verified.
 */
record BcryptSha256Scheme(Bcrypt bcrypt) implements HashScheme {
    private static final Pattern FORMAT = Pattern.compile("\\$bcrypt-sha256\\$(?:(v=2),t=2b,r=|2[aby],)"
            + "([4-9]|[12][0-9]|3[01])\\$([./A-Za-z0-9]{22})\\$([./A-Za-z0-9]{31})");

    String hash(byte[] password, byte[] salt, int cost) {
        var saltText = BcryptBase64.encode(salt);
        return "$bcrypt-sha256$v=2,t=2b,r=" + cost + "$" + saltText + "$"
                + bcrypt.digest(keyed(password, saltText), saltText, cost);
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
        var salt = parts.group(3);
        var inner = parts.group(1) == null ? plain(password) : keyed(password, salt);
        var digest = bcrypt.digest(inner, salt, Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), parts.group(4).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] keyed(byte[] password, String salt) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
        }
    }

    private static byte[] plain(byte[] password) {
        try {
            return Base64.getEncoder()
                    .encode(MessageDigest.getInstance("SHA-256").digest(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
