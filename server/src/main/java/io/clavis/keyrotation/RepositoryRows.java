package io.clavis.keyrotation;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Identifier;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to the keys of one repository in the database: each a transaction that holds the repository's rows, so
 * that two nodes never do it at once. No change is recorded: nodes look at the keys themselves, and notice.
 */
final class RepositoryRows<K> {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryRows.class);

    private final Database database;
    private final Repository repository;
    private final Material<K> material;
    private final KeyEncryptionFile encryption;
    private final RotationSettings settings;

    RepositoryRows(
            Database database,
            Repository repository,
            Material<K> material,
            KeyEncryptionFile encryption,
            RotationSettings settings) {
        this.database = database;
        this.repository = repository;
        this.material = material;
        this.encryption = encryption;
        this.settings = settings;
    }

    Repository repository() {
        return repository;
    }

    RotationSettings settings() {
        return settings;
    }

    /** What an attempt to rotate or to clear up did. */
    record Done(RotationRules.Plan plan, Set<String> unconfirmed, long generation, boolean stillNeeded) {}

    /** Whether rows elsewhere still need a key that is about to go. */
    interface Needed<K> {
        boolean by(DSLContext sql, K key);
    }

    /**
     * The keys with their lives. Where there are none yet, those of the configured directories are taken in.
     *
     * @param known keys that need not be opened again, by their ids
     * @param confirm whether this node says that it holds them
     */
    Map<KeyLife, K> load(Map<String, K> known, boolean confirm) {
        try {
            return database.write(Origin.SYSTEM, tx -> load(tx, known, confirm));
        } catch (DuplicateEntry anotherWasFirst) {
            return database.write(Origin.SYSTEM, tx -> load(tx, known, confirm));
        }
    }

    private Map<KeyLife, K> load(Transaction tx, Map<String, K> known, boolean confirm) {
        var rows = ManagedKeyStore.locked(tx.sql(), repository);
        if (rows.isEmpty()) {
            takeIn(tx, material.inFiles(), 0);
            rows = ManagedKeyStore.locked(tx.sql(), repository);
        }
        var keys = open(rows, known);
        if (confirm) {
            var sealing = rows.stream()
                    .map(StoredKey::life)
                    .filter(life -> !life.isSecondary())
                    .toList();
            ManagedKeyStore.raiseLife(
                    tx.sql(), sealing.stream().map(KeyLife::id).toList(), settings.life());
            ManagedKeyStore.confirm(
                    tx.sql(),
                    repository,
                    database.nodes().id(),
                    situation(tx.sql(), rows).primary().number());
        }
        return keys;
    }

    private Map<KeyLife, K> open(List<StoredKey> rows, Map<String, K> known) {
        var keys = new LinkedHashMap<KeyLife, K>();
        Optional<KeyEncryption> read = Optional.empty();
        for (var row : rows) {
            var key = Optional.ofNullable(known.get(row.id()));
            if (key.isEmpty() && read.isEmpty()) {
                read = Optional.of(encryption.read());
            }
            keys.put(row.life(), key.isPresent() ? key.get() : open(read.orElseThrow(), row));
        }
        return keys;
    }

    private K open(KeyEncryption read, StoredKey row) {
        var text = read.open(repository, row.id(), row.sealed());
        try {
            return material.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new KeyEncryptionException("Key " + row.id() + " of the repository " + repository.label()
                    + " in the database is no key: " + wrong.getMessage() + ".");
        }
    }

    // The numbers start after those that are there; files' own numbers are kept where they do.
    private void takeIn(Transaction tx, SortedMap<Long, K> files, long after) {
        var sealing = encryption.read();
        var now = now();
        var unstaged = new ArrayList<>(files.tailMap(1L).values());
        if (unstaged.isEmpty()) {
            unstaged.add(material.generate());
        }
        long number = Math.max(after, files.isEmpty() ? 0 : files.lastKey() - unstaged.size());
        for (var key : unstaged.subList(0, unstaged.size() - 1)) {
            var life = life(++number, now);
            insert(tx, sealing, secondary(life, now), material.retired(key));
        }
        var primary = life(++number, now);
        insert(tx, sealing, primary(primary, now), unstaged.getLast());
        var staged = Optional.ofNullable(files.get(0L)).orElseGet(material::generate);
        insert(tx, sealing, life(++number, now), staged);
        LOG.info("{} keys of {} were taken into the database", unstaged.size() + 1, repository.label());
    }

    private void insert(Transaction tx, KeyEncryption sealing, KeyLife life, K key) {
        var sealed = sealing.seal(repository, life.id(), material.text(key));
        ManagedKeyStore.insert(tx.sql(), repository, new StoredKey(life, sealed));
    }

    private KeyLife life(long number, Instant now) {
        return new KeyLife(
                Identifier.random(),
                number,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings.life());
    }

    private static KeyLife primary(KeyLife life, Instant now) {
        return new KeyLife(
                life.id(), life.number(), now, Optional.of(now), Optional.empty(), Optional.empty(), life.life());
    }

    private static KeyLife secondary(KeyLife life, Instant now) {
        return new KeyLife(
                life.id(), life.number(), now, Optional.of(now), Optional.of(now), Optional.empty(), life.life());
    }

    /** How the repository stands, without holding it. */
    Situation situation() {
        return database.read(sql -> situation(sql, ManagedKeyStore.all(sql, repository)));
    }

    private Situation situation(DSLContext sql, List<StoredKey> rows) {
        return new Situation(
                rows.stream().map(StoredKey::life).toList(),
                ManagedKeyStore.confirmed(sql, repository),
                database.nodes().live(sql),
                now());
    }

    private Instant now() {
        return database.nodes().clock().instant();
    }

    /**
     * Does what the rules allow at this moment, in one transaction that holds the rows: rotates where that is due, notes
     * which keys are unused, drops those that nobody needs.
     *
     * @param known the keys that this process holds, by their ids
     */
    Done advance(Duration interval, Map<String, K> known, Needed<K> needed) {
        return database.write(Origin.SYSTEM, tx -> {
            var rows = ManagedKeyStore.locked(tx.sql(), repository);
            var situation = situation(tx.sql(), rows);
            var plan = RotationRules.plan(situation, interval);
            var unconfirmed = situation.unconfirmed();
            if (plan.isEmpty()) {
                return new Done(plan, unconfirmed, situation.primary().number(), false);
            }
            var needless = needless(tx.sql(), plan.drop(), rows, known, needed);
            ManagedKeyStore.drop(tx.sql(), needless);
            ManagedKeyStore.unused(tx.sql(), plan.unused(), situation.now());
            retire(tx, plan.unused(), rows, known);
            long generation = situation.primary().number();
            if (plan.rotate()) {
                generation = rotate(tx, situation);
            }
            return new Done(
                    plan, unconfirmed, generation, needless.size() < plan.drop().size());
        });
    }

    private List<String> needless(
            DSLContext sql, List<String> drop, List<StoredKey> rows, Map<String, K> known, Needed<K> needed) {
        return rows.stream()
                .filter(row -> drop.contains(row.id()))
                .filter(row -> !needed.by(sql, key(row, known)))
                .map(StoredKey::id)
                .toList();
    }

    private K key(StoredKey row, Map<String, K> known) {
        return Optional.ofNullable(known.get(row.id())).orElseGet(() -> open(encryption.read(), row));
    }

    private void retire(Transaction tx, List<String> unused, List<StoredKey> rows, Map<String, K> known) {
        for (var row : rows) {
            if (unused.contains(row.id())) {
                var key = key(row, known);
                var rest = material.text(material.retired(key));
                if (!rest.equals(material.text(key))) {
                    ManagedKeyStore.reseal(tx.sql(), row.id(), encryption.read().seal(repository, row.id(), rest));
                }
            }
        }
    }

    private long rotate(Transaction tx, Situation situation) {
        var staged = situation.staged();
        ManagedKeyStore.promote(tx.sql(), staged, situation.primary(), situation.now());
        insert(tx, encryption.read(), life(staged.number() + 1, situation.now()), material.generate());
        ManagedKeyStore.forgetAllBut(tx.sql(), repository, situation.live());
        return staged.number();
    }

    /** Seals every key with the first key-encryption key; how many were not. */
    int reseal() {
        return database.write(Origin.SYSTEM, tx -> {
            var read = encryption.read();
            int changed = 0;
            for (var row : ManagedKeyStore.locked(tx.sql(), repository)) {
                if (!read.isNewest(repository, row.id(), row.sealed())) {
                    var text = read.open(repository, row.id(), row.sealed());
                    ManagedKeyStore.reseal(tx.sql(), row.id(), read.seal(repository, row.id(), text));
                    changed++;
                }
            }
            return changed;
        });
    }

    /** How the repository stands, for people. */
    Optional<RepositoryStatus> status() {
        return database.read(sql -> {
            var rows = ManagedKeyStore.all(sql, repository);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            var situation = situation(sql, rows);
            return Optional.of(RepositoryStatus.of(
                    repository, situation, olderEncryption(rows), settings, hosts(sql, situation.live())));
        });
    }

    /** Whether a rotation was due before a moment and waits for nodes that do not confirm. */
    boolean isWaitingSince(Instant bound) {
        var situation = situation();
        return !situation.keys().isEmpty()
                && !situation.unconfirmed().isEmpty()
                && RotationRules.due(situation.primary(), settings.interval()).isBefore(bound);
    }

    /** Opens every key; throws {@link KeyEncryptionException} where one cannot be. */
    void openAll() {
        open(database.read(sql -> ManagedKeyStore.all(sql, repository)), Map.of());
    }

    private int olderEncryption(List<StoredKey> rows) {
        var read = encryption.read();
        return (int) rows.stream()
                .filter(row -> !read.isNewest(repository, row.id(), row.sealed()))
                .count();
    }

    /** Nodes with the names of their hosts. */
    List<String> named(Collection<String> nodes) {
        return database.read(sql -> RepositoryStatus.named(List.copyOf(nodes), hosts(sql, nodes)));
    }

    private static Map<String, String> hosts(DSLContext sql, Collection<String> nodes) {
        return new HashMap<>(ManagedKeyStore.hosts(sql, nodes));
    }

    /**
     * Takes the keys of the configured directories in though there are some in the database; those stay, as secondary
     * ones.
     *
     * @return the live nodes that hold the keys of the database; nothing was done where there are any
     */
    Set<String> takeInAgain() {
        return database.write(Origin.SYSTEM, tx -> {
            var rows = ManagedKeyStore.locked(tx.sql(), repository);
            var holding = new TreeSet<>(database.nodes().live(tx.sql()));
            holding.retainAll(ManagedKeyStore.confirmed(tx.sql(), repository).keySet());
            var files = material.inFiles();
            if (!holding.isEmpty() || files.isEmpty()) {
                return holding;
            }
            var there = open(rows, Map.of());
            var both = there.entrySet().stream()
                    .filter(key -> files.containsValue(key.getValue()))
                    .map(key -> key.getKey().id())
                    .toList();
            ManagedKeyStore.drop(tx.sql(), both);
            ManagedKeyStore.retire(tx.sql(), rows.stream().map(StoredKey::id).toList(), now());
            takeIn(
                    tx,
                    files,
                    rows.stream().mapToLong(row -> row.life().number()).max().orElse(0));
            return holding;
        });
    }

    /** The keys by the numbers that they have in files: the staged one as 0. */
    SortedMap<Long, K> numbered() {
        var keys = new TreeMap<Long, K>();
        load(Map.of(), false).forEach((life, key) -> keys.put(life.isStaged() ? 0 : life.number(), key));
        return keys;
    }
}
