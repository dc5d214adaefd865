package io.clavis.keyrotation;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.JwsKeys;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.key.KeyRepository;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.Database;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all repositories that are kept in the database ({@code [clavis] key_management = database}). Nothing is
 * read before it is needed. Thread-safe.
 */
public final class ManagedKeys implements AutoCloseable {
    private final Database database;
    private final KeyEncryptionFile encryption;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final Map<Repository, RepositoryKeys<FernetKey>> fernet = new EnumMap<>(Repository.class);
    private @Nullable RepositoryKeys<JwsKey> jws;
    private @Nullable Reencryption credentials;
    private @Nullable KeyKeeper keeper;

    public ManagedKeys(Database database, KeyEncryptionFile encryption) {
        this(database, encryption, System::nanoTime);
    }

    ManagedKeys(Database database, KeyEncryptionFile encryption, LongSupplier nanos) {
        this.database = database;
        this.encryption = encryption;
        this.nanos = nanos;
    }

    /** Has a repository of Fernet keys; {@code files} is where it begins and where it can be written to. */
    public ManagedKeys with(Repository repository, KeyRepository files, RotationSettings settings) {
        fernet.put(repository, keys(repository, new FernetMaterial(files, random), settings));
        return this;
    }

    /** Has the repository of JWS keys. */
    public ManagedKeys with(JwsKeyFiles files, JwsAlgorithm algorithm, RotationSettings settings) {
        jws = keys(Repository.JWS, new JwsMaterial(files, algorithm, random), settings);
        return this;
    }

    /** Has what credential keys encrypt, without which none of them may go. */
    public ManagedKeys with(Reencryption reencryption) {
        credentials = reencryption;
        return this;
    }

    private <K> RepositoryKeys<K> keys(Repository repository, Material<K> material, RotationSettings settings) {
        var rows = new RepositoryRows<K>(database, repository, material, encryption, settings);
        return new RepositoryKeys<>(database, rows, nanos);
    }

    /** The Fernet keys of a repository. */
    public KeySource fernet(Repository repository) {
        return new ManagedFernetKeys(Optional.ofNullable(fernet.get(repository)).orElseThrow());
    }

    /** The keys of JWS tokens. */
    public JwsKeys jws() {
        return new ManagedJwsKeys(Optional.ofNullable(jws).orElseThrow());
    }

    /**
     * Reads all keys, tells the other nodes so, and from now on looks after them.
     *
     * @throws KeyEncryptionException where they cannot be read
     */
    public void keep() {
        serve();
        var started = new KeyKeeper(database, upkeep(), nanos);
        started.start();
        keeper = started;
    }

    /** Reads all keys and tells the other nodes so. */
    void serve() {
        encryption.require();
        all().forEach(RepositoryKeys::serve);
    }

    /** Does at once what the keeper does twice a second. */
    void look() {
        new KeyKeeper(database, upkeep(), nanos).look();
    }

    private Stream<RepositoryKeys<?>> all() {
        return Stream.concat(fernet.values().stream(), Stream.ofNullable(jws));
    }

    private List<RepositoryUpkeep<?>> upkeep() {
        var all = new ArrayList<RepositoryUpkeep<?>>();
        fernet.values().forEach(keys -> all.add(fernetUpkeep(keys)));
        var signing = jws;
        if (signing != null) {
            all.add(free(signing));
        }
        return all;
    }

    private RepositoryUpkeep<FernetKey> fernetUpkeep(RepositoryKeys<FernetKey> keys) {
        var rows = credentials;
        if (keys.repository() != Repository.CREDENTIALS || rows == null) {
            return free(keys);
        }
        return new RepositoryUpkeep<>(database, keys, (sql, key) -> rows.isUnder(sql, key.hash()), rows::renew, nanos);
    }

    private <K> RepositoryUpkeep<K> free(RepositoryKeys<K> keys) {
        return new RepositoryUpkeep<>(database, keys, (_, _) -> false, () -> {}, nanos);
    }

    /** The repositories that there are. */
    public List<Repository> repositories() {
        return all().map(RepositoryKeys::repository).toList();
    }

    /** Rotates a repository now, by the same rules; the one of JWS keys where there is no such Fernet repository. */
    public Rotation rotate(Repository repository) {
        return upkeep().stream()
                .filter(upkeep -> upkeep.keys().repository() == repository)
                .findFirst()
                .orElseThrow()
                .rotate();
    }

    /** How the repositories stand; those without any key yet are left out. */
    public List<RepositoryStatus> status() {
        return all().flatMap(keys -> keys.rows().status().stream()).toList();
    }

    /** Whether this process can open every key in the database; it takes none in. */
    public boolean canBeOpened() {
        try {
            encryption.require();
            all().forEach(keys -> keys.rows().openAll());
            return true;
        } catch (KeyEncryptionException closed) {
            return false;
        }
    }

    /** Whether a rotation is due for a minute and waits for nodes that do not confirm the current keys. */
    public boolean isLate() {
        var bound = database.nodes().clock().instant().minus(RotationRules.MARGIN);
        return all().anyMatch(keys -> keys.rows().isWaitingSince(bound));
    }

    /** Seals every key with the first key-encryption key; how many were not. */
    public int reseal() {
        return all().mapToInt(keys -> keys.rows().reseal()).sum();
    }

    /**
     * Takes the keys of the configured directories in again, as primary and staged ones; those of the database stay as
     * secondary ones.
     *
     * @return the live nodes that hold the keys of the database; where there are any, nothing was done
     */
    public Collection<String> takeInAgain() {
        var holding = new TreeSet<String>();
        all().filter(_ -> holding.isEmpty())
                .forEach(keys -> holding.addAll(keys.rows().named(keys.rows().takeInAgain())));
        return holding;
    }

    /** The number of the key of a repository of Fernet keys for which something holds, if there is one. */
    public Optional<Long> number(Repository repository, Predicate<FernetKey> holds) {
        return Optional.ofNullable(fernet.get(repository)).flatMap(keys -> number(keys, holds));
    }

    /** The same among the public keys of JWS tokens. */
    public Optional<Long> numberOfJws(Predicate<PublicKey> holds) {
        return Optional.ofNullable(jws).flatMap(keys -> number(keys, key -> holds.test(key.verifying())));
    }

    private static <K> Optional<Long> number(RepositoryKeys<K> keys, Predicate<K> holds) {
        return keys.rows().numbered().entrySet().stream()
                .filter(key -> holds.test(key.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Makes a directory hold the Fernet keys of repositories; those of the first are primary and staged. */
    public void write(List<Repository> repositories, KeyRepository directory, KeyOwner owner) {
        var numbered = repositories.stream()
                .map(repository -> Optional.ofNullable(fernet.get(repository))
                        .orElseThrow()
                        .rows()
                        .numbered())
                .toList();
        directory.replace(together(numbered), owner);
    }

    private static SortedMap<Long, FernetKey> together(List<SortedMap<Long, FernetKey>> repositories) {
        var first = repositories.getFirst();
        var secondary = repositories.stream()
                .skip(1)
                .flatMap(keys -> keys.values().stream())
                .filter(key -> !first.containsValue(key))
                .toList();
        var unstaged = Stream.concat(secondary.stream(), first.tailMap(1L).values().stream())
                .toList();
        var keys = new TreeMap<Long, FernetKey>(Map.of(0L, Objects.requireNonNull(first.get(0L))));
        long number = Math.max(0, first.lastKey() - unstaged.size());
        for (var key : unstaged) {
            keys.put(++number, key);
        }
        return keys;
    }

    /** Writes the pair that signs to one directory, and all public keys to another. */
    public void writeJws(Path privateKeys, Path publicKeys, KeyOwner owner) {
        var keys = Optional.ofNullable(jws).orElseThrow();
        keys.rows().numbered().forEach((number, key) -> {
            JwsKeyPair.writePublic(publicKeys.resolve("key-" + number + ".pem"), key.verifying(), owner);
        });
        JwsKeyPair.writePrivate(privateKeys, keys.known().primary().signing().orElseThrow(), owner);
    }

    @Override
    public void close() {
        var started = keeper;
        if (started != null) {
            started.close();
        }
    }
}
