package io.clavis.saml;

import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;

/** How assertions are signed. */
enum SignatureAlgorithm {
    RSA_SHA256("rsa-sha256", SignatureMethod.RSA_SHA256, DigestMethod.SHA256),
    RSA_SHA1("rsa-sha1", SignatureMethod.RSA_SHA1, DigestMethod.SHA1);

    private final String text;
    private final String method;
    private final String digest;

    SignatureAlgorithm(String text, String method, String digest) {
        this.text = text;
        this.method = method;
        this.digest = digest;
    }

    /** The algorithm that the option names. */
    static SignatureAlgorithm of(String text) {
        return text.equals(RSA_SHA1.text) ? RSA_SHA1 : RSA_SHA256;
    }

    String method() {
        return method;
    }

    String digest() {
        return digest;
    }
}
