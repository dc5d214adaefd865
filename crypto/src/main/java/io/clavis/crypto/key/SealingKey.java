package io.clavis.crypto.key;

import io.clavis.crypto.fernet.Fernet;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.InvalidTokenException;
import io.clavis.crypto.fernet.KeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which file holds the key of a token: for an operator who asks, not for each request. */
public final class SealingKey {
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
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                JwsKeyFiles.publicKey(file).ifPresent(key -> keys.put(file, key));
            }
        } catch (IOException unreadable) {
            throw new KeyRepositoryException("key repository " + repository + " cannot be read", unreadable);
        }
        return keys;
    }
}
