package io.clavis.crypto.key;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Which file holds the key of a token: for an operator who asks, not for each request. */
public final class SealingKey {
    private static final long LONGEST_KEY_FILE = 65_536;

    private SealingKey() {}

    /**
     * The file of the key that sealed a Fernet token; empty where none did.
     *
     * @throws KeyRepositoryException if the directory cannot be read
     */
    public static Optional<Path> fernet(Path repository, String token) {
        try {
            var files = new KeyFiles(repository);
            for (var file : files.list().values()) {
                if (opens(FernetKey.parse(files.read(file)), token)) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new KeyRepositoryException("key repository " + repository + " cannot be read", unreadable);
        }
    }

    /** Whether a key sealed a Fernet token. */
    public static boolean opens(FernetKey key, String token) {
        try {
            new Fernet(KeySource.of(key), InstantSource.system(), new SecureRandom()).decrypt(token);
            return true;
        } catch (InvalidTokenException another) {
            return false;
        }
    }

    /**
     * The public keys in a directory, by their files; files that hold none are left out.
     *
     * @throws KeyRepositoryException if the directory cannot be read
     */
    public static Map<Path, PublicKey> publicKeys(Path repository) {
        var keys = new LinkedHashMap<Path, PublicKey>();
        try (var files = Files.list(repository)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> publicKey(file).ifPresent(key -> keys.put(file, key)));
        } catch (IOException unreadable) {
            throw new KeyRepositoryException("key repository " + repository + " cannot be read", unreadable);
        }
        return keys;
    }

    private static Optional<PublicKey> publicKey(Path file) {
        try {
            if (Files.size(file) > LONGEST_KEY_FILE) {
                return Optional.empty();
            }
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            try (var parser = new PEMParser(new StringReader(text))) {
                return switch (parser.readObject()) {
                    case SubjectPublicKeyInfo key -> Optional.of(new JcaPEMKeyConverter().getPublicKey(key));
                    case X509CertificateHolder certificate ->
                        Optional.of(new JcaPEMKeyConverter().getPublicKey(certificate.getSubjectPublicKeyInfo()));
                    case null, default -> Optional.empty();
                };
            }
        } catch (IOException noKey) {
            return Optional.empty();
        }
    }
}
