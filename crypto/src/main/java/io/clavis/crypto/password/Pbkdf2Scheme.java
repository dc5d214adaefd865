package io.clavis.crypto.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code $pbkdf2-sha512$25000$<salt>$<digest>}; older hashes have a dot where base64 has a plus. */
record Pbkdf2Scheme() implements HashScheme {
    private static final Pattern FORMAT =
            Pattern.compile("\\$pbkdf2-sha512\\$([1-9][0-9]{0,8})\\$([+./A-Za-z0-9]*)\\$([+./A-Za-z0-9]{86})");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final String HMAC = "HmacSHA512";

    String hash(byte[] password, byte[] salt, int rounds) {
        return "$pbkdf2-sha512$" + rounds + "$" + BASE64.encodeToString(salt) + "$"
                + BASE64.encodeToString(derive(password, salt, rounds));
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
        var derived = derive(password, decode(parts.group(2)), Integer.parseInt(parts.group(1)));
        return MessageDigest.isEqual(derived, decode(parts.group(3)));
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }

    // The JDK's own PBKDF2 takes characters, but a password that was cut may end within one.
    private static byte[] derive(byte[] password, byte[] salt, int rounds) {
        try {
            var mac = Mac.getInstance(HMAC);
            // An empty key is the same to HMAC as a zero byte, which unlike it is allowed.
            mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, HMAC));
            mac.update(salt);
            var block = mac.doFinal(new byte[] {0, 0, 0, 1});
            var result = block.clone();
            for (int round = 1; round < rounds; round++) {
                mac.update(block);
                mac.doFinal(block, 0);
                for (int i = 0; i < result.length; i++) {
                    result[i] ^= block[i];
                }
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA512", e);
        }
    }
}
