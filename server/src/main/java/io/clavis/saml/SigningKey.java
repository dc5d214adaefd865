package io.clavis.saml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The RSA key that signs assertions, and the certificate by which others know it. Read anew each time: files are replaced. */
record SigningKey(PrivateKey key, X509Certificate certificate) {
    private static final Pattern PKCS8 = armor("PRIVATE KEY");
    private static final Pattern PKCS1 = armor("RSA PRIVATE KEY");
    // Version 0 and the algorithm rsaEncryption: what PKCS#8 puts before a PKCS#1 key.
    private static final byte[] RSA_HEAD = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private static Pattern armor(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----");
    }

    static SigningKey read(SamlSettings settings) {
        return new SigningKey(key(settings.key()), certificate(settings.certificate()));
    }

    /** The certificate in a PEM file. */
    static X509Certificate certificate(Path file) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)))
                    instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (IOException | GeneralSecurityException unusable) {
            throw new SamlFailure("Cannot open certificate " + file, unusable);
        }
        throw new SamlFailure("There is no X.509 certificate in " + file);
    }

    // What is wrong with a key is told without its exception, which may quote what was read.
    private static PrivateKey key(Path file) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded(file)));
        } catch (IOException unreadable) {
            throw new SamlFailure("Cannot open key " + file, unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new SamlFailure("There is no usable RSA key in " + file);
        }
    }

    private static byte[] encoded(Path file) throws IOException {
        var text = Files.readString(file);
        var modern = PKCS8.matcher(text);
        if (modern.find()) {
            return Base64.getMimeDecoder().decode(modern.group(1));
        }
        var old = PKCS1.matcher(text);
        if (old.find()) {
            return pkcs8(Base64.getMimeDecoder().decode(old.group(1)));
        }
        throw new SamlFailure(file + " holds no unencrypted RSA key (BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY)");
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEAD);
        content.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    // No RSA key is longer than two bytes of length can say.
    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
