package io.clavis.policy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS for remote checks from the PEM files that {@code remote_ssl_*} name. */
final class RemoteTls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private RemoteTls() {}

    static SSLContext context(RemoteSettings settings) throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys(settings), trust(settings), null);
        return context;
    }

    private static TrustManager @Nullable [] trust(RemoteSettings settings)
            throws GeneralSecurityException, IOException {
        if (!settings.verifyServer()) {
            return new TrustManager[] {new TrustEverybody()};
        }
        var file = settings.caFile();
        if (file == null) {
            return null;
        }
        var store = emptyStore();
        for (var authority : certificates(file)) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(RemoteSettings settings) throws GeneralSecurityException, IOException {
        var certificateFile = settings.clientCertificateFile();
        if (certificateFile == null) {
            return null;
        }
        // As with the option upstream, the key may stand in the certificate's file.
        var keyFile = settings.clientKeyFile() == null ? certificateFile : settings.clientKeyFile();
        var chain = certificates(certificateFile).toArray(Certificate[]::new);
        var store = emptyStore();
        store.setKeyEntry("client", privateKey(keyFile), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        var factory = CertificateFactory.getInstance("X.509");
        return List.copyOf(factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
        var found = KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new InvalidKeySpecException(file + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        var refusal = new InvalidKeySpecException(file + " holds a key that is neither RSA, EC nor EdDSA");
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                refusal.addSuppressed(e);
            }
        }
        throw refusal;
    }

    /** {@code remote_ssl_verify_server_crt = false}, upstream's default. Being "extended", it skips the host name too. */
    private static final class TrustEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
