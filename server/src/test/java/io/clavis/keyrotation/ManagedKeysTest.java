package io.clavis.keyrotation;

import static io.clavis.db.Tables.CLAVIS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.JwsKeyFiles;
import io.clavis.crypto.key.JwsKeyPair;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.crypto.key.KeyRepository;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.db.ChangeFollower;
import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class ManagedKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofHours(2);

    private final DatabaseUrl url;
    private final List<Node> nodes = new ArrayList<>();

    @TempDir
    private Path directory;

    private final String kek = KeyEncryptionTest.key();

    ManagedKeysTest(TestDatabase engine) {
        url = engine.freshUrl();
    }

    /** A process: what it knows of time can be moved on. */
    private final class Node implements AutoCloseable {
        private final Database database = TestDatabase.open(url);
        private final AtomicLong slept = new AtomicLong();
        private final Path kekFile;
        private final ManagedKeys keys;
        private final ChangeFollower follower;

        Node(Duration life) {
            try {
                kekFile = Files.writeString(directory.resolve("kek" + nodes.size()), kek);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            keys = unserved(database, kekFile, life, slept);
            follower = ChangeFollower.start(database, 0, List.of());
            nodes.add(this);
            while (!database.nodes().current()) {
                Thread.onSpinWait();
            }
            keys.serve();
        }

        KeySource tokens() {
            return keys.fernet(Repository.TOKENS);
        }

        String primary() {
            return tokens().sealing(FernetKey::text);
        }

        /** The process stands still for longer than any proof or lease. */
        void sleep() {
            slept.addAndGet(Duration.ofSeconds(30).toNanos());
        }

        @Override
        public void close() {
            follower.close();
            database.close();
        }
    }

    private ManagedKeys unserved(Database database, Path kekFile, Duration life, AtomicLong slept) {
        return new ManagedKeys(database, new KeyEncryptionFile(kekFile, RANDOM), () -> System.nanoTime() + slept.get())
                .with(Repository.TOKENS, files(), new RotationSettings(life, life));
    }

    private KeyRepository files() {
        return new KeyRepository(directory.resolve("fernet"), InstantSource.system(), RANDOM);
    }

    @BeforeEach
    void setUpFiles() {
        files().setup(3, KeyOwner.PROCESS);
        files().rotate(3, KeyOwner.PROCESS);
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    private Node node() {
        return new Node(LIFE);
    }

    /** All that happened to the keys happened so much earlier. */
    private void age(Duration by) {
        var micros = by.toNanos() / 1_000;
        nodes.getFirst()
                .database
                .write(
                        Origin.SYSTEM,
                        tx -> tx.sql()
                                .execute("UPDATE clavis_key SET staged_at = staged_at - " + micros
                                        + ", primary_at = primary_at - "
                                        + micros + ", secondary_at = secondary_at - " + micros
                                        + ", unused_at = unused_at - "
                                        + micros));
    }

    /** Rotates, long enough after the last time. */
    private Rotation rotate(ManagedKeys keys, Repository repository) {
        age(Duration.ofSeconds(10));
        return keys.rotate(repository);
    }

    // What a node remembers of the moments has not aged.
    private static void lookAnew(ManagedKeys keys) {
        keys.serve();
        keys.look();
    }

    private int rows() {
        return nodes.getFirst().database.read(sql -> sql.fetchCount(CLAVIS_KEY));
    }

    private long generation() {
        return nodes.getFirst().keys.status().getFirst().generation();
    }

    @Test
    void theFirstNodeTakesTheKeysOfTheDirectoryInAndTheOthersFindThem() {
        var first = node();
        var inFiles = files().keys();
        assertThat(first.tokens().keys()).containsExactlyElementsOf(inFiles);
        files().rotate(3, KeyOwner.PROCESS);
        assertThat(node().tokens().keys()).containsExactlyElementsOf(inFiles);
        assertThat(first.primary()).isEqualTo(inFiles.getFirst().text());
    }

    @Test
    void nodesThatStartAtOnceMakeTheFirstKeysOnce() throws Exception {
        files().numbered().keySet().forEach(number -> {
            try {
                Files.delete(directory.resolve("fernet").resolve(number.toString()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        var starts = new ArrayList<Callable<List<FernetKey>>>();
        try (var database = TestDatabase.open(url);
                var threads = Executors.newFixedThreadPool(4)) {
            var file = Files.writeString(directory.resolve("kek"), kek);
            for (int i = 0; i < 4; i++) {
                starts.add(() -> unserved(database, file, LIFE, new AtomicLong())
                        .fernet(Repository.TOKENS)
                        .keys());
            }
            var seen = new ArrayList<List<FernetKey>>();
            for (var start : threads.invokeAll(starts)) {
                seen.add(start.get());
            }
            assertThat(seen).allMatch(keys -> keys.equals(seen.getFirst())).allMatch(keys -> keys.size() == 2);
        }
    }

    @Test
    void keysAreSealedInTheDatabase() {
        var first = node();
        var stored = first.database.read(
                sql -> sql.select(CLAVIS_KEY.SEALED).from(CLAVIS_KEY).fetch(CLAVIS_KEY.SEALED));
        for (var key : first.tokens().keys()) {
            assertThat(stored).noneMatch(text -> text.contains(key.text().substring(0, 20)));
        }
    }

    @Test
    void aRotationWaitsUntilEveryLiveNodeHoldsTheKeysOfTheOneBefore() {
        var first = node();
        var second = node();
        var before = generation();
        age(LONG);
        first.keys.look();
        assertThat(generation()).isEqualTo(before + 1);
        age(LONG);
        first.keys.look();
        assertThat(generation())
                .as("the second node has not said that it holds them")
                .isEqualTo(before + 1);
        assertThat(first.keys.rotate(Repository.TOKENS)).isInstanceOf(Rotation.Waits.class);
        var waitsFor = first.keys.status().getFirst().waitsFor();
        assertThat(waitsFor)
                .singleElement()
                .asString()
                .contains(second.database.nodes().id());
        second.keys.look();
        assertThat(generation()).isEqualTo(before + 2);
        assertThat(first.tokens().refreshed()).contains(second.tokens().keys().getFirst());
    }

    @Test
    void nothingIsDueBeforeTheIntervalHasGone() {
        var first = node();
        lookAnew(first.keys);
        var before = generation();
        age(LIFE.minusMinutes(1));
        lookAnew(first.keys);
        assertThat(generation()).isEqualTo(before);
        assertThat(first.keys.rotate(Repository.TOKENS)).isEqualTo(new Rotation.Done(before + 1));
        assertThat(first.keys.rotate(Repository.TOKENS)).isEqualTo(new Rotation.TooSoon());
    }

    @Test
    void manyNodesRotateOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            node();
        }
        var before = generation();
        age(LONG);
        var looks = new ArrayList<Callable<Boolean>>();
        nodes.forEach(node -> looks.add(() -> {
            node.keys.look();
            return true;
        }));
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var look : threads.invokeAll(looks)) {
                assertThat(look.get()).isTrue();
            }
        }
        assertThat(generation()).isEqualTo(before + 1);
    }

    @Test
    void aNodeThatStoodStillSealsOnlyWithTheNewestKey() {
        var first = node();
        var second = node();
        var old = second.primary();
        second.follower.close();
        for (int i = 0; i < 3; i++) {
            age(LONG);
            first.keys.look();
        }
        second.sleep();
        assertThat(second.primary()).isEqualTo(first.primary()).isNotEqualTo(old);
    }

    @Test
    void whatIsFrozenWhileItSealsSealsAgain() {
        var first = node();
        var second = node();
        second.follower.close();
        var sealedWith = new ArrayList<String>();
        var last = second.tokens().sealing(key -> {
            sealedWith.add(key.text());
            if (sealedWith.size() == 1) {
                age(LONG);
                first.keys.look();
                second.sleep();
            }
            return key.text();
        });
        assertThat(sealedWith).hasSize(2);
        assertThat(last).isEqualTo(first.primary());
    }

    @Test
    void whatANodeCannotOpenMakesItLookForNewKeysButNotForEachToken() {
        var first = node();
        var second = node();
        second.follower.close();
        for (int i = 0; i < 2; i++) {
            age(LONG);
            first.keys.look();
        }
        var unknown = first.tokens().keys().getFirst();
        assertThat(second.tokens().keys()).doesNotContain(unknown);
        assertThat(second.tokens().refreshed()).contains(unknown);
        second.database.close();
        assertThat(second.tokens().refreshed()).as("no look so soon").contains(unknown);
        second.sleep();
        assertThatThrownBy(() -> second.tokens().refreshed()).isInstanceOf(Unavailable.class);
        assertThatThrownBy(second::primary).isInstanceOf(Unavailable.class);
        assertThat(second.tokens().keys()).as("it goes on validating").contains(unknown);
    }

    @Test
    void aNodeThatCannotOpenTheNewKeysGoesOnValidatingAndHoldsTheOthersBack() throws IOException {
        var first = node();
        var second = node();
        var known = second.tokens().keys();
        Files.delete(second.kekFile);
        age(LONG);
        first.keys.look();
        var generation = generation();
        assertThatThrownBy(second.keys::look)
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining(second.kekFile.toString());
        assertThat(second.tokens().keys())
                .isEqualTo(known)
                .contains(first.tokens().keys().getFirst());
        assertThatThrownBy(second::primary).isInstanceOf(Unavailable.class);
        age(LONG);
        first.keys.look();
        assertThat(generation()).isEqualTo(generation);
        assertThat(first.keys.isLate()).isTrue();
        Files.writeString(second.kekFile, kek);
        second.keys.look();
        first.keys.look();
        assertThat(second.primary()).isEqualTo(first.primary());
    }

    @Test
    void keysGoWhenNothingThatTheySealedCanBeOfUse() {
        var first = node();
        int before = rows();
        assertThat(rotate(first.keys, Repository.TOKENS)).isInstanceOf(Rotation.Done.class);
        lookAnew(first.keys);
        age(Duration.ofMinutes(59));
        lookAnew(first.keys);
        assertThat(rows()).isEqualTo(before + 1);
        age(Duration.ofMinutes(3));
        lookAnew(first.keys);
        lookAnew(first.keys);
        assertThat(rows())
                .as("staged, primary and the one that was primary just now")
                .isEqualTo(3);
    }

    @Test
    void shorteningTheLifeOfTokensDropsNoKeyThatOlderOnesNeed() {
        var patient = new Node(Duration.ofDays(1));
        patient.close();
        nodes.clear();
        var hasty = node();
        assertThat(rotate(hasty.keys, Repository.TOKENS)).isInstanceOf(Rotation.Done.class);
        lookAnew(hasty.keys);
        int before = rows();
        age(Duration.ofHours(23));
        lookAnew(hasty.keys);
        assertThat(rows()).isGreaterThanOrEqualTo(before);
        assertThat(hasty.tokens().keys()).containsAll(files().keys());
    }

    @Test
    void keysComeBackIntoFilesAndIntoTheDatabaseAgain() {
        var first = node();
        assertThat(rotate(first.keys, Repository.TOKENS)).isInstanceOf(Rotation.Done.class);
        first.keys.write(List.of(Repository.TOKENS), files(), KeyOwner.PROCESS);
        assertThat(files().keys()).containsExactlyElementsOf(first.tokens().keys());
        assertThat(first.keys.takeInAgain()).hasSize(1);
        first.close();
        nodes.clear();
        files().rotate(9, KeyOwner.PROCESS);
        files().rotate(9, KeyOwner.PROCESS);
        try (var database = TestDatabase.open(url)) {
            var command = unserved(database, first.kekFile, LIFE, new AtomicLong());
            assertThat(command.takeInAgain()).isEmpty();
            assertThat(command.fernet(Repository.TOKENS).keys().getFirst())
                    .isEqualTo(files().keys().getFirst());
            assertThat(command.fernet(Repository.TOKENS).keys()).containsExactlyInAnyOrderElementsOf(files().keys());
        }
    }

    @Test
    void theKeyEncryptionKeyCanBeChanged() throws IOException {
        var first = node();
        Files.writeString(first.kekFile, KeyEncryptionTest.key() + "\n" + kek);
        assertThat(first.keys.status().getFirst().olderEncryption()).isEqualTo(3);
        assertThat(first.keys.reseal()).isEqualTo(3);
        assertThat(first.keys.reseal()).isZero();
        Files.writeString(
                first.kekFile,
                Files.readString(first.kekFile).lines().findFirst().orElseThrow());
        assertThat(first.keys.canBeOpened()).isTrue();
        Files.writeString(first.kekFile, kek);
        assertThat(first.keys.canBeOpened()).isFalse();
    }

    @Test
    void aCredentialKeyStaysAsLongAsACredentialNeedsIt() {
        var first = node();
        var needed = new AtomicBoolean(true);
        var renewals = new AtomicInteger();
        var keys = new ManagedKeys(first.database, new KeyEncryptionFile(first.kekFile, RANDOM))
                .with(
                        Repository.CREDENTIALS,
                        new KeyRepository(directory.resolve("credential"), InstantSource.system(), RANDOM),
                        new RotationSettings(Duration.ofDays(90), LIFE))
                .with(new Reencryption() {
                    @Override
                    public boolean isUnder(DSLContext sql, String keyHash) {
                        return needed.get();
                    }

                    @Override
                    public void renew() {
                        renewals.incrementAndGet();
                    }
                });
        keys.serve();
        var old = keys.fernet(Repository.CREDENTIALS).keys().getFirst();
        rotate(keys, Repository.CREDENTIALS);
        assertThat(renewals).hasValue(1);
        lookAnew(keys);
        age(LONG);
        lookAnew(keys);
        assertThat(keys.fernet(Repository.CREDENTIALS).refreshed()).contains(old);
        assertThat(renewals).hasValue(2);
        needed.set(false);
        lookAnew(keys);
        assertThat(keys.fernet(Repository.CREDENTIALS).keys()).doesNotContain(old);
    }

    @Test
    void pairsOfJwsKeysRotateAndGiveTheirPrivateKeyUp() throws IOException {
        var first = node();
        var pairs = Files.createDirectory(directory.resolve("jws"));
        JwsKeyPair.in(pairs).write(JwsAlgorithm.ES256.generate(RANDOM), KeyOwner.PROCESS);
        JwsKeyPair.writePublic(
                pairs.resolve("other.pem"), JwsAlgorithm.ES256.generate(RANDOM).getPublic(), KeyOwner.PROCESS);
        var files = new JwsKeyFiles(pairs, pairs, InstantSource.system());
        var keys = new ManagedKeys(first.database, new KeyEncryptionFile(first.kekFile, RANDOM))
                .with(files, JwsAlgorithm.ES256, new RotationSettings(LIFE, LIFE));
        keys.serve();
        var jws = keys.jws();
        assertThat(jws.verifying()).hasSize(3).containsAll(files.publicKeys());
        assertThat((Object) jws.signing(key -> key))
                .isEqualTo(files.privateKey().orElseThrow());
        var staged = jws.verifying().getLast();
        rotate(keys, Repository.JWS);
        var signing = jws.<java.security.PrivateKey>signing(key -> key);
        assertThat(JwsAlgorithm.ES256.isPair(signing, staged)).isTrue();
        assertThat(jws.verifying()).hasSize(4).containsAll(files.publicKeys());
        keys.look();
        var other = new ManagedKeys(first.database, new KeyEncryptionFile(first.kekFile, RANDOM))
                .with(files, JwsAlgorithm.ES256, new RotationSettings(LIFE, LIFE));
        var out = Files.createDirectory(directory.resolve("out"));
        other.writeJws(out, out, KeyOwner.PROCESS);
        var written = new JwsKeyFiles(out, out, InstantSource.system());
        assertThat(written.publicKeys()).containsExactlyInAnyOrderElementsOf(jws.verifying());
        assertThat(written.privateKey()).contains(signing);
    }
}
