package io.clavis.crypto.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** A signature algorithm of JSON Web Signatures (RFC 7518 section 3.4, RFC 8037), of those that Keystone knows. */
public enum JwsAlgorithm {
    ES256("ES256", "SHA256withECDSAinP1363Format", "EC", "secp256r1", 256),
    ES384("ES384", "SHA384withECDSAinP1363Format", "EC", "secp384r1", 384),
    ES512("ES512", "SHA512withECDSAinP1363Format", "EC", "secp521r1", 521),
    EDDSA("EdDSA", "EdDSA", "EdDSA", "Ed25519", 0);

    private final String label;
    private final String signature;
    private final String keys;
    private final String curve;
    private final int fieldSize;

    JwsAlgorithm(String label, String signature, String keys, String curve, int fieldSize) {
        this.label = label;
        this.signature = signature;
        this.keys = keys;
        this.curve = curve;
        this.fieldSize = fieldSize;
    }

    /** The algorithm of a header's {@code alg}. */
    public static Optional<JwsAlgorithm> of(String label) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.label.equals(label))
                .findFirst();
    }

    /** The algorithm that a key is for; empty where it is for none of these. */
    static Optional<JwsAlgorithm> fitting(PublicKey key) {
        return Stream.of(values()).filter(algorithm -> algorithm.fits(key)).findFirst();
    }

    /** As it stands in a header's {@code alg}. */
    public String label() {
        return label;
    }

    /** A new pair of keys for it. */
    public KeyPair generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(keys);
            generator.initialize(parameters(), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + label + " in this Java", e);
        }
    }

    /**
     * Signs.
     *
     * @throws IllegalArgumentException where the key is not one of this algorithm
     */
    byte[] sign(PrivateKey key, byte[] input) {
        if (!fits(key)) {
            throw new IllegalArgumentException("the private key is not one for " + label);
        }
        try {
            var signing = Signature.getInstance(signature);
            signing.initSign(key);
            signing.update(input);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key does not sign with " + label, e);
        }
    }

    /** Whether the two keys belong together. */
    public boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
        var probe = new byte[] {1};
        return fits(privateKey) && verifies(publicKey, probe, sign(privateKey, probe));
    }

    /** Whether a key made this signature; false also where the key is one of another algorithm. */
    boolean verifies(PublicKey key, byte[] input, byte[] made) {
        if (!fits(key)) {
            return false;
        }
        try {
            var verifying = Signature.getInstance(signature);
            verifying.initVerify(key);
            verifying.update(input);
            return verifying.verify(made);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private AlgorithmParameterSpec parameters() {
        return fieldSize == 0 ? new NamedParameterSpec(curve) : new ECGenParameterSpec(curve);
    }

    /** Whether a key is one of this algorithm. */
    public boolean fits(Key key) {
        if (fieldSize == 0) {
            return key instanceof EdECKey;
        }
        return key instanceof ECKey curve
                && curve.getParams().getCurve().getField().getFieldSize() == fieldSize;
    }
}
