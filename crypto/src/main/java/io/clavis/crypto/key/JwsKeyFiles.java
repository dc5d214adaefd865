package io.clavis.crypto.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of JWS tokens: {@code private.pem} in one directory signs, and every file of another verifies, so that the
 * public keys of other nodes and of rotations lie side by side. Both are read again at most once a second. A node
 * without the private key only validates. Safe for use by many threads.
 */
public final class JwsKeyFiles implements JwsKeys {
    private static final Logger log = LoggerFactory.getLogger(JwsKeyFiles.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long LONGEST_KEY_FILE = 65_536;
    private static final JcaPEMKeyConverter CONVERTER = new JcaPEMKeyConverter();

    /** The ignored files are kept so that each is complained of once. */
    private record Reading(Optional<PrivateKey> signing, List<PublicKey> verifying, Set<Path> ignored, Instant at) {
        boolean freshAt(Instant now) {
            return Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }
    }

    private final Path privateKey;
    private final Path publicKeys;
    private final InstantSource clock;
    private volatile @Nullable Reading last;

    /**
     * Touches nothing yet.
     *
     * @param privateRepository {@code [jwt_tokens] jws_private_key_repository}
     * @param publicRepository {@code [jwt_tokens] jws_public_key_repository}
     */
    public JwsKeyFiles(Path privateRepository, Path publicRepository, InstantSource clock) {
        this.privateKey = privateRepository.resolve(JwsKeyPair.PRIVATE);
        this.publicKeys = publicRepository;
        this.clock = clock;
    }

    @Override
    public <T> T signing(Function<PrivateKey, T> work) {
        return work.apply(current()
                .signing()
                .orElseThrow(() -> new KeyRepositoryException(
                        privateKey + " does not exist: this node validates tokens, and issues none")));
    }

    @Override
    public boolean canSign() {
        return current().signing().isPresent();
    }

    @Override
    public List<PublicKey> verifying() {
        return current().verifying();
    }

    @Override
    public List<PublicKey> refreshed() {
        return verifying();
    }

    /** The private key alone, whatever lies beside it; empty where there is none. */
    public Optional<PrivateKey> privateKey() {
        return readSigning();
    }

    /** The public keys alone; none where their directory is missing. */
    public List<PublicKey> publicKeys() {
        return Files.isDirectory(publicKeys) ? readVerifying(new HashSet<>()) : List.of();
    }

    private Reading current() {
        var known = last;
        var now = clock.instant();
        if (known != null && known.freshAt(now)) {
            return known;
        }
        var read = read(now);
        read.ignored().stream()
                .filter(file -> known == null || !known.ignored().contains(file))
                .forEach(file -> log.warn("ignoring {}, which holds no public key", file));
        last = read;
        return read;
    }

    private Optional<PrivateKey> readSigning() {
        if (!Files.exists(privateKey)) {
            return Optional.empty();
        }
        try {
            var key = PemPrivateKey.key(PemPrivateKey.first(read(privateKey)));
            if (key.isEmpty()) {
                throw new KeyRepositoryException(privateKey + " holds no private key");
            }
            return key;
        } catch (IOException e) {
            throw failed(privateKey, e);
        }
    }

    private Reading read(Instant now) {
        var ignored = new HashSet<Path>();
        var keys = readVerifying(ignored);
        if (keys.isEmpty()) {
            throw new KeysNotFoundException(publicKeys, "holds no key");
        }
        return new Reading(readSigning(), keys, Set.copyOf(ignored), now);
    }

    private List<PublicKey> readVerifying(Set<Path> ignored) {
        var keys = new ArrayList<PublicKey>();
        try (var files = Files.newDirectoryStream(publicKeys, Files::isRegularFile)) {
            for (var file : files) {
                publicKey(file).ifPresentOrElse(keys::add, () -> ignored.add(file));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new KeysNotFoundException(publicKeys, "does not exist");
        } catch (IOException e) {
            throw failed(publicKeys, e);
        }
        return List.copyOf(keys);
    }

    // One file that is none of our keys must not stop the others from verifying.
    static Optional<PublicKey> publicKey(Path file) throws IOException {
        String pem;
        try {
            pem = read(file);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        try {
            return switch (PemPrivateKey.first(pem)) {
                case SubjectPublicKeyInfo key -> Optional.of(CONVERTER.getPublicKey(key));
                case X509CertificateHolder certificate ->
                    Optional.of(CONVERTER.getPublicKey(certificate.getSubjectPublicKeyInfo()));
                case null, default -> Optional.empty();
            };
        } catch (IOException noKey) {
            // Not PEMException: whoever catches it makes every start load it, and verify the jar that it is in.
            return Optional.empty();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.size(file) > LONGEST_KEY_FILE ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static KeyRepositoryException failed(Path file, IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return new KeyRepositoryException("no permission for " + denied.getFile(), e);
        }
        return new KeyRepositoryException(file + " cannot be used: " + e.getMessage(), e);
    }
}
