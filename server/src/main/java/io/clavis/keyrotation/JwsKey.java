package io.clavis.keyrotation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pair of keys for JWS tokens; without the private one after its time. */
record JwsKey(PublicKey verifying, Optional<PrivateKey> signing) {
    private static final int PARTS = 3;

    JwsKey retired() {
        return new JwsKey(verifying, Optional.empty());
    }

    /** The algorithm's name and both keys in base64: a secret. */
    String text() {
        return verifying.getAlgorithm() + "." + base64(verifying.getEncoded()) + "."
                + signing.map(key -> base64(key.getEncoded())).orElse("");
    }

    static JwsKey parse(String text) {
        var parts = text.split("\\.", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a pair of keys");
        }
        try {
            var factory = KeyFactory.getInstance(parts[0]);
            var verifying = factory.generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
            return new JwsKey(
                    verifying,
                    parts[2].isEmpty()
                            ? Optional.empty()
                            : Optional.of(factory.generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[2])))));
        } catch (GeneralSecurityException unknown) {
            // Without the cause, which may tell of the key.
            throw new IllegalArgumentException("not a pair of keys that this Java knows");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Two are one where their public keys are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JwsKey that && verifying.equals(that.verifying);
    }

    @Override
    public int hashCode() {
        return verifying.hashCode();
    }

    @Override
    public String toString() {
        return "JwsKey[secret]";
    }
}
