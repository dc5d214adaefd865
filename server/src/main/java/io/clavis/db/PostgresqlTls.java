package io.clavis.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.NonValidatingFactory.NonValidatingTM;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * TLS of PostgreSQL's driver, with a certificate of our own whose key is in any form of PEM; by itself the driver wants to
 * be told what kind of key it is, and knows one form. The driver finds it by its name, makes one for each connection, and
 * checks the server's name itself.
 */
public final class PostgresqlTls extends WrappedFactory {
    /** For the driver. */
    public PostgresqlTls(Properties properties) throws PSQLException {
        try {
            var own = OwnCertificate.read(
                    Path.of(properties.getProperty("sslcert", "")), Path.of(properties.getProperty("sslkey", "")));
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {own}, trusted(properties), new SecureRandom());
            factory = context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new PSQLException(
                    "the client's certificate, or the authority's, cannot be used: " + e.getMessage(),
                    PSQLState.CONNECTION_FAILURE,
                    e);
        }
    }

    private static TrustManager[] trusted(Properties properties)
            throws PSQLException, IOException, GeneralSecurityException {
        if (!SslMode.of(properties).verifyCertificate()) {
            return new TrustManager[] {new NonValidatingTM()};
        }
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(authorities(properties.getProperty("sslrootcert")));
        return managers.getTrustManagers();
    }

    private static KeyStore authorities(@Nullable String file) throws IOException, GeneralSecurityException {
        if (file == null) {
            throw new IOException("the database parameter sslrootcert is missing");
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        try (var in = Files.newInputStream(Path.of(file))) {
            int number = 0;
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority" + number++, authority);
            }
        }
        return store;
    }
}
