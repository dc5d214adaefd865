package io.clavis.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $2b$12$<22 salt><31 digest>}; the older letters are verified alike, as upstream's library does. */
record BcryptScheme(Bcrypt bcrypt) implements HashScheme {
    private static final Pattern FORMAT =
            Pattern.compile("\\$2[abxy]?\\$(0[4-9]|[12][0-9]|3[01])\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

    String hash(byte[] password, byte[] salt, int cost) {
        var saltText = BcryptBase64.encode(salt);
        return "$2b$%02d$%s%s".formatted(cost, saltText, bcrypt.digest(password, saltText, cost));
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
        var digest = bcrypt.digest(password, parts.group(2), Integer.parseInt(parts.group(1)));
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), parts.group(3).getBytes(StandardCharsets.US_ASCII));
    }
}
