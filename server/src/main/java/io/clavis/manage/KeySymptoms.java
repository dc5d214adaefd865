package io.clavis.manage;

import io.clavis.composition.KeySources;
import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.config.CredentialOptions;
import io.clavis.config.DefaultOptions;
import io.clavis.config.JwtTokensOptions;
import io.clavis.config.TokenOptions;
import io.clavis.crypto.key.KeyRepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is commonly wrong with keys in files: of tokens, receipts and credentials. */
final class KeySymptoms {
    private static final int FERNET_LENGTH = 255;
    private static final int LEAST_KEYS = 3;
    private static final Set<PosixFilePermission> FOR_ALL = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    static final List<Symptom> ALL = Stream.of(
                    Symptom.of(
                            "Keys are shared between tokens and credentials.",
                            "[fernet_tokens] key_repository and [credential] key_repository must differ: rotating the one"
                                    + " destroys what the other encrypted, and every token shows what a credential's key made.",
                            c -> same(
                                    Keys.of(c).tokens().directory(),
                                    Keys.of(c).credentials().directory())),
                    Symptom.of(
                            "Keys are shared between tokens and receipts.",
                            "[fernet_receipts] key_repository: give it a directory of its own, and run `keystone-manage"
                                    + " receipt_setup`. Shared, [fernet_receipts] max_active_keys counts for nothing.",
                            c -> isFernet(c) && Keys.of(c).separateReceipts().isEmpty()),
                    new Symptom(
                            "There are no usable keys for tokens.",
                            "[fernet_tokens] key_repository: run `keystone-manage fernet_setup`, as a user who may read them.",
                            c -> isFernet(c) ? unusable(Keys.of(c).tokens()) : Optional.empty()),
                    new Symptom(
                            "There are no usable keys for receipts.",
                            "[fernet_receipts] key_repository: run `keystone-manage receipt_setup`.",
                            c -> Keys.of(c).separateReceipts().flatMap(KeySymptoms::unusable)),
                    new Symptom(
                            "There are no usable keys for credentials.",
                            "[credential] key_repository: run `keystone-manage credential_setup`.",
                            c -> c.get(CredentialOptions.PROVIDER).contains("fernet")
                                    ? unusable(Keys.of(c).credentials())
                                    : Optional.empty()),
                    new Symptom(
                            "Everybody on this machine can read keys.",
                            "Take the permissions of others away (chmod o= DIRECTORY): with these keys anybody makes tokens, or"
                                    + " reads credentials.",
                            KeySymptoms::open),
                    Symptom.of(
                            "Tokens end when their keys are rotated.",
                            "[fernet_tokens] max_active_keys: at least 3, so that the staged, the primary and the one before are"
                                    + " kept.",
                            c -> isFernet(c) && Keys.of(c).tokens().maxActiveKeys() < LEAST_KEYS),
                    new Symptom(
                            "There are no keys that verify JWS tokens.",
                            "[jwt_tokens] jws_public_key_repository: put the public keys of all nodes there; `keystone-manage"
                                    + " create_jws_keypair` makes a pair.",
                            KeySymptoms::withoutPublicKeys),
                    Symptom.of(
                            "Longer tokens are admitted than Fernet makes.",
                            "[DEFAULT] max_token_size: 255 is enough for Fernet tokens, unless ids come from LDAP.",
                            c -> isFernet(c) && c.get(DefaultOptions.MAX_TOKEN_SIZE) > FERNET_LENGTH))
            .map(symptom -> symptom.unless(KeySources::isManaged))
            .toList();

    private KeySymptoms() {}

    private static boolean isFernet(Configuration configuration) {
        return configuration.get(TokenOptions.PROVIDER).contains("fernet");
    }

    private static boolean same(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static Optional<String> unusable(Keys.Repository repository) {
        try {
            return repository.open().keys().isEmpty() ? Optional.of("") : Optional.empty();
        } catch (KeyRepositoryException unreadable) {
            return Optional.ofNullable(unreadable.getMessage());
        }
    }

    private static Optional<String> open(Configuration configuration) {
        var keys = Keys.of(configuration);
        var open = new ArrayList<String>();
        Stream.of(keys.tokens(), keys.receipts(), keys.credentials())
                .map(Keys.Repository::directory)
                .distinct()
                .filter(KeySymptoms::isOpen)
                .forEach(directory -> open.add(directory.toString()));
        var signing = Path.of(configuration.get(JwtTokensOptions.JWS_PRIVATE_KEY_REPOSITORY));
        if (isOpen(signing)) {
            open.add(signing.toString());
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", open));
    }

    // A directory that others may not enter hides whatever is in it.
    private static boolean isOpen(Path directory) {
        if (!mayOthers(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).anyMatch(KeySymptoms::mayOthers);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean mayOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(FOR_ALL::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static Optional<String> withoutPublicKeys(Configuration configuration) {
        if (!configuration.get(TokenOptions.PROVIDER).equals("jws")) {
            return Optional.empty();
        }
        var directory = Path.of(configuration.get(JwtTokensOptions.JWS_PUBLIC_KEY_REPOSITORY));
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(Files::isReadable) ? Optional.empty() : Optional.of(directory + " is empty");
        } catch (IOException unreadable) {
            return Optional.of(directory + " cannot be read");
        }
    }
}
