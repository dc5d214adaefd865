package io.clavis.http;

import io.clavis.crypto.certificate.ClientCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of a test's own, which signs certificates of servers and clients. */
public final class TestAuthority {
    private static final char[] NO_PASSWORD = {};
    private final KeyPair keys = keys();
    private final X500Name name;
    private final X509Certificate certificate;

    /** A certificate with its private key. */
    public record Identity(X509Certificate certificate, KeyPair keys) {
        public String pem() {
            return ClientCertificate.of(certificate).variables().get("SSL_CLIENT_CERT");
        }
    }

    /** {@code name} as BouncyCastle reads it: the first part first. */
    public TestAuthority(String name) {
        this.name = new X500Name(name);
        this.certificate = sign(this.name, keys, true, Duration.ofDays(1));
    }

    /** A client, or a server on this machine. */
    public Identity identity(String subject) {
        return identity(subject, Duration.ofDays(1));
    }

    /** One whose certificate ends so long from now. */
    public Identity identity(String subject, Duration ends) {
        var own = keys();
        return new Identity(sign(new X500Name(subject), own, false, ends), own);
    }

    /** Writes the authority's certificate and returns the file. */
    public Path write(Path file) throws IOException {
        return Files.writeString(
                file, ClientCertificate.of(certificate).variables().get("SSL_CLIENT_CERT"));
    }

    /** Writes a certificate and its key as {@code stem.pem} and {@code stem.key}. */
    public static void write(Identity identity, Path directory, String stem) throws IOException {
        Files.writeString(directory.resolve(stem + ".pem"), identity.pem());
        var key = Base64.getMimeEncoder()
                .encodeToString(identity.keys().getPrivate().getEncoded());
        Files.writeString(
                directory.resolve(stem + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    }

    /** A client that believes this authority, with a certificate of its own or none. */
    public HttpClient client(Identity... own) {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, NO_PASSWORD);
            trust.setCertificateEntry("authority", certificate);
            var trusted = TrustManagerFactory.getInstance("PKIX");
            trusted.init(trust);
            var context = SSLContext.getInstance("TLS");
            context.init(managers(own), trusted.getTrustManagers(), new SecureRandom());
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] managers(Identity... own) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        for (var identity : own) {
            store.setKeyEntry(
                    "own", identity.keys().getPrivate(), NO_PASSWORD, new X509Certificate[] {identity.certificate()});
        }
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    private X509Certificate sign(X500Name subject, KeyPair of, boolean authority, Duration ends) {
        var now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(Duration.ofDays(2))),
                    Date.from(now.plus(ends)),
                    subject,
                    of.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
