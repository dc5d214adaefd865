package io.clavis.operator.admission;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the webhook shows, read again when one of its files is another one. A pair that does not fit (one
 * of the two files is newer) is not taken: the last good one stays until the next look. Safe for use by many threads.
 */
final class ServingCertificate extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServingCertificate.class);

    private final Path certificate;
    private final Path key;
    private final AtomicReference<Pair> current;

    /** By alias, because a handshake asks for certificate and key one after the other. */
    private final ConcurrentHashMap<String, Pair> pairs = new ConcurrentHashMap<>();

    /**
     * Reads both.
     *
     * @throws GeneralSecurityException if they are no certificate and key, or not a pair
     */
    ServingCertificate(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
        var first = read("1", stamp());
        this.current = new AtomicReference<>(first);
        pairs.put(first.alias, first);
    }

    private Pair pair() {
        var last = current.get();
        try {
            var stamp = stamp();
            if (stamp.equals(last.stamp)) {
                return last;
            }
            var next = read(String.valueOf(Long.parseLong(last.alias) + 1), stamp);
            if (current.compareAndSet(last, next)) {
                pairs.put(next.alias, next);
                pairs.keySet().removeIf(alias -> Long.parseLong(alias) < Long.parseLong(last.alias));
                LOG.info(
                        "certificate replaced expires={}", next.chain.getFirst().getNotAfter());
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("certificate not taken file={} reason={}", certificate, e.getMessage());
        }
        return current.get();
    }

    private List<Object> stamp() throws IOException {
        return List.of(certificate.toRealPath(), modified(certificate), key.toRealPath(), modified(key));
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private Pair read(String alias, List<Object> stamp) throws IOException, GeneralSecurityException {
        var chain = Pem.certificates(Files.readAllBytes(certificate));
        var secret = Pem.key(
                Files.readString(key, StandardCharsets.US_ASCII),
                chain.getFirst().getPublicKey());
        verify(chain.getFirst(), secret);
        return new Pair(alias, stamp, chain, secret);
    }

    private static void verify(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        var kind = certificate.getPublicKey().getAlgorithm();
        var signature = Signature.getInstance(
                switch (kind) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> kind;
                });
        var text = new byte[32];
        signature.initSign(key);
        signature.update(text);
        var signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new InvalidKeyException("the key is not that of the certificate");
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return pair().aliasFor(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return pair().aliasFor(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        var alias = pair().aliasFor(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var pair = pairs.get(alias);
        return pair == null ? null : pair.chain.toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var pair = pairs.get(alias);
        return pair == null ? null : pair.key;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private static final class Pair {
        private final String alias;
        private final List<Object> stamp;
        private final List<X509Certificate> chain;
        private final PrivateKey key;

        Pair(String alias, List<Object> stamp, List<X509Certificate> chain, PrivateKey key) {
            this.alias = alias;
            this.stamp = stamp;
            this.chain = chain;
            this.key = key;
        }

        @Nullable
        String aliasFor(String keyType) {
            return chain.getFirst().getPublicKey().getAlgorithm().equals(keyType) ? alias : null;
        }
    }
}
