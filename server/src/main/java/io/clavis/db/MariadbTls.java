package io.clavis.db;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.KeyManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/**
 * TLS of MariaDB's driver, with a certificate of our own from PEM files; by itself the driver reads key stores only. The
 * driver finds it by its type.
 */
public final class MariadbTls extends DefaultTlsSocketPlugin {
    static final String TYPE = "CLAVIS";
    static final String CERTIFICATE = "clavisCertificate";
    static final String KEY = "clavisKey";

    /** For the driver. */
    public MariadbTls() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public KeyManager[] getKeyManager(Configuration configuration, ExceptionFactory exceptions) throws SQLException {
        var options = configuration.nonMappedOptions();
        try {
            return new KeyManager[] {
                OwnCertificate.read(
                        Path.of(options.getProperty(CERTIFICATE, "")), Path.of(options.getProperty(KEY, "")))
            };
        } catch (IOException | GeneralSecurityException e) {
            throw exceptions.create("the client's certificate cannot be used: " + e.getMessage(), "08000", e);
        }
    }
}
