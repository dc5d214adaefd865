package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.CredentialOptions;
import io.clavis.config.FernetReceiptsOptions;
import io.clavis.config.FernetTokensOptions;
import io.clavis.config.JwtTokensOptions;
import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.key.KeyRepository;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The key repositories that a configuration names. */
public record Keys(Repository tokens, Repository receipts, Repository credentials) {
    // Upstream has no option for it.
    private static final int CREDENTIAL_KEYS = 3;

    /**
     * One directory of keys.
     *
     * @param maxActiveKeys how many keys rotation keeps
     */
    public record Repository(Path directory, int maxActiveKeys) {
        /** The keys in it. */
        public KeyRepository open() {
            return new KeyRepository(directory, InstantSource.system(), new SecureRandom());
        }

        /** Creates the first keys where there are none. */
        public void setup(KeyOwner owner) {
            open().setup(maxActiveKeys, owner);
        }

        /** Promotes the staged key. */
        public void rotate(KeyOwner owner) {
            open().rotate(maxActiveKeys, owner);
        }
    }

    /** The repositories of {@code [fernet_tokens]}, {@code [fernet_receipts]} and {@code [credential]}. */
    public static Keys of(Configuration configuration) {
        return new Keys(
                new Repository(
                        Path.of(configuration.get(FernetTokensOptions.KEY_REPOSITORY)),
                        configuration.get(FernetTokensOptions.MAX_ACTIVE_KEYS)),
                new Repository(
                        Path.of(configuration.get(FernetReceiptsOptions.KEY_REPOSITORY)),
                        configuration.get(FernetReceiptsOptions.MAX_ACTIVE_KEYS)),
                new Repository(Path.of(configuration.get(CredentialOptions.KEY_REPOSITORY)), CREDENTIAL_KEYS));
    }

    /** The keys of {@code [jwt_tokens]}. */
    static JwsKeyFiles jws(Configuration configuration, InstantSource clock) {
        var directories = jwsDirectories(configuration);
        return new JwsKeyFiles(directories.privateKeys(), directories.publicKeys(), clock);
    }

    /** Where the keys of JWS tokens are. */
    public record JwsDirectories(Path privateKeys, Path publicKeys) {}

    /** The directories of {@code [jwt_tokens]}. */
    public static JwsDirectories jwsDirectories(Configuration configuration) {
        return new JwsDirectories(
                Path.of(configuration.get(JwtTokensOptions.JWS_PRIVATE_KEY_REPOSITORY)),
                Path.of(configuration.get(JwtTokensOptions.JWS_PUBLIC_KEY_REPOSITORY)));
    }

    /** The receipts' repository, where it is not the tokens' own. */
    public Optional<Repository> separateReceipts() {
        var same = receipts.directory()
                .toAbsolutePath()
                .normalize()
                .equals(tokens.directory().toAbsolutePath().normalize());
        return same ? Optional.empty() : Optional.of(receipts);
    }
}
