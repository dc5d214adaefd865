package io.clavis.operator.admission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and private keys as cert-manager and others write them. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]++)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    private Pem() {}

    /** The certificates in their order: the server's own first. */
    static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in the file");
        }
        return found.stream().map(X509Certificate.class::cast).toList();
    }

    /** The key that belongs to a public key. */
    static PrivateKey key(String pem, PublicKey to) throws GeneralSecurityException {
        var found = KEY.matcher(pem);
        if (!found.find()) {
            throw new InvalidKeySpecException("there is no private key in the file that is not encrypted");
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(found.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the private key is no Base64", e);
        }
        // The two older forms lack the algorithm, which is the certificate's.
        var pkcs8 = found.group(1).equals("PRIVATE KEY")
                ? bytes
                : element(SEQUENCE, VERSION_0, algorithm(to), element(OCTETS, bytes));
        return KeyFactory.getInstance(to.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** The AlgorithmIdentifier, which is what a SubjectPublicKeyInfo begins with. */
    private static byte[] algorithm(PublicKey key) {
        var info = key.getEncoded();
        int start = content(info, 0);
        return Arrays.copyOfRange(info, start, content(info, start) + length(info, start));
    }

    private static int content(byte[] der, int element) {
        int first = der[element + 1] & 0xff;
        return element + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int element) {
        int first = der[element + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = element + 2; i < content(der, element); i++) {
            length = (length << 8) | (der[i] & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (var one : contents) {
            content.writeBytes(one);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        int size = content.size();
        if (size < 0x80) {
            element.write(size);
        } else {
            // Two bytes of length do for every key there is.
            element.write(size < 0x100 ? 0x81 : 0x82);
            if (size >= 0x100) {
                element.write(size >> 8);
            }
            element.write(size);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
