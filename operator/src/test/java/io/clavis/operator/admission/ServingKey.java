package io.clavis.operator.admission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A certificate for localhost with its key, made by the JDK's own tool. */
record ServingKey(X509Certificate certificate, PrivateKey key) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** @param algorithm as {@code keytool} names it */
    static ServingKey make(Path directory, String algorithm) throws IOException, GeneralSecurityException {
        var store = directory.resolve("store-" + COUNT.incrementAndGet() + ".p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It runs for a moment only.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + store.getFileName(),
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "36500",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new ServingKey(
                (X509Certificate) keys.getCertificate("server"), (PrivateKey) keys.getKey("server", PASSWORD));
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String pkcs8Pem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** PKCS #1 for RSA, SEC 1 for elliptic curves. */
    String olderPem() {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return pem(
                    "RSA PRIVATE KEY",
                    der(
                            0x30,
                            number(BigInteger.ZERO),
                            number(rsa.getModulus()),
                            number(rsa.getPublicExponent()),
                            number(rsa.getPrivateExponent()),
                            number(rsa.getPrimeP()),
                            number(rsa.getPrimeQ()),
                            number(rsa.getPrimeExponentP()),
                            number(rsa.getPrimeExponentQ()),
                            number(rsa.getCrtCoefficient())));
        }
        var secret = ((ECPrivateKey) key).getS().toByteArray();
        var octets = new byte[(((ECPrivateKey) key).getParams().getOrder().bitLength() + 7) / 8];
        int length = Math.min(secret.length, octets.length);
        System.arraycopy(secret, secret.length - length, octets, octets.length - length, length);
        return pem("EC PRIVATE KEY", der(0x30, number(BigInteger.ONE), der(0x04, octets)));
    }

    void writeTo(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        Files.writeString(certificateFile, certificatePem());
        Files.writeString(keyFile, pkcs8Pem());
    }

    static String pem(String title, byte[] bytes) {
        return "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + title
                + "-----\n";
    }

    private static byte[] number(BigInteger number) {
        return der(0x02, number.toByteArray());
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var size = BigInteger.valueOf(content.size()).toByteArray();
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() < 0x80) {
            all.write(content.size());
        } else {
            int zero = size[0] == 0 ? 1 : 0;
            all.write(0x80 | size.length - zero);
            all.write(size, zero, size.length - zero);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
