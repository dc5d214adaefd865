package io.clavis.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemPrivateKeyTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void bothFormsOfAKeyAreRead(String algorithm) throws IOException, GeneralSecurityException {
        var pair = pair(algorithm);
        var modern = pem(new JcaPKCS8Generator(pair.getPrivate(), null));
        var old = pair.getPrivate() instanceof ECPrivateKey ec
                ? sec1(ec)
                : pem(new JcaMiscPEMGenerator(pair.getPrivate()));
        assertThat(modern).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(old).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY-----");
        for (var pem : new String[] {modern, old, pem(new JcaMiscPEMGenerator(pair.getPublic())) + old}) {
            var key = PemPrivateKey.read(Files.writeString(directory.resolve("key"), pem));
            assertThat(key.getAlgorithm()).isEqualTo(algorithm);
            assertThat(belong(key, pair.getPublic())).isTrue();
        }
    }

    @Test
    void aFileWithoutAKeyIsNamed() throws IOException, GeneralSecurityException {
        var file = Files.writeString(
                directory.resolve("key"), pem(new JcaMiscPEMGenerator(pair("EC").getPublic())));
        assertThatThrownBy(() -> PemPrivateKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key holds no");
    }

    private static boolean belong(PrivateKey key, PublicKey to) throws GeneralSecurityException {
        var signature = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        var signed = signature.sign();
        signature.initVerify(to);
        return signature.verify(signed);
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    /** As OpenSSL writes it, with the curve inside. */
    private static String sec1(ECPrivateKey key) throws IOException {
        var structure = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);
        var encoded = structure.getEncoded();
        return pem(() -> new PemObject("EC PRIVATE KEY", encoded));
    }

    private static String pem(PemObjectGenerator object) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
