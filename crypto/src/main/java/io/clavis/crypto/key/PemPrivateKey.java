package io.clavis.crypto.key;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** A private key in a PEM file, in each form that OpenSSL writes unless it encrypts. */
public final class PemPrivateKey {
    private static final JcaPEMKeyConverter CONVERTER = new JcaPEMKeyConverter();

    private PemPrivateKey() {}

    /**
     * Reads the first key of a file, which may have a certificate before it.
     *
     * @throws IOException if there is none, or only an encrypted one
     */
    public static PrivateKey read(Path file) throws IOException {
        try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.ISO_8859_1))) {
            for (var found = parser.readObject(); found != null; found = parser.readObject()) {
                var key = key(found);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
        throw new IOException(file + " holds no private key, or only an encrypted one");
    }

    /** The key that a part of a file is; empty for anything else. */
    static Optional<PrivateKey> key(@Nullable Object part) throws IOException {
        return switch (part) {
            case PrivateKeyInfo key -> Optional.of(CONVERTER.getPrivateKey(key));
            case PEMKeyPair pair -> Optional.of(CONVERTER.getPrivateKey(pair.getPrivateKeyInfo()));
            case null, default -> Optional.empty();
        };
    }

    /** The first part of a file that is more than a choice of a curve; null where there is none. */
    static @Nullable Object first(String pem) throws IOException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            var found = parser.readObject();
            // openssl writes the curve before the key.
            return found instanceof ASN1ObjectIdentifier ? parser.readObject() : found;
        }
    }
}
