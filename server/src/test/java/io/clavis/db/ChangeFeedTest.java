package io.clavis.db;

import static io.clavis.db.Tables.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ChangeFeedTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 25;

    private final TestDatabase engine;
    private final DatabaseUrl url;
    private final Database database;

    ChangeFeedTest(TestDatabase engine) {
        this.engine = engine;
        this.url = engine.freshUrl();
        this.database = TestDatabase.open(url);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aChangeIsReadAsItWasWritten() {
        Instant before = Instant.now().minusMillis(1);
        database.write(new Origin("actor", "req-1"), transaction -> {
            transaction.changed(Entity.PROJECT, "p", Operation.UPDATED, "d");
            transaction.changed(Entity.REGION, "RegionOne", Operation.DELETED, null);
            return true;
        });
        List<Change> changes = database.changes().after(0, 10);
        assertThat(changes).extracting(Change::sequence).containsExactly(1L, 2L);
        Change first = changes.getFirst();
        assertThat(first.entity()).isEqualTo(Entity.PROJECT);
        assertThat(first.id()).isEqualTo("p");
        assertThat(first.operation()).isEqualTo(Operation.UPDATED);
        assertThat(first.domainId()).isEqualTo("d");
        assertThat(first.origin()).isEqualTo(new Origin("actor", "req-1"));
        assertThat(first.time()).isBetween(before, Instant.now());
        assertThat(changes.getLast().domainId()).isNull();
        assertThat(database.changes().latest()).isEqualTo(2);
        assertThat(database.changes().after(1, 10)).containsExactly(changes.getLast());
        assertThat(database.changes().after(0, 1)).containsExactly(first);
    }

    @Test
    void aTransactionThatRecordsNothingCountsNothing() {
        database.write(Origin.SYSTEM, transaction -> transaction.sql().fetchCount(GROUP));
        assertThat(database.changes().latest()).isZero();
    }

    @Test
    void aRolledBackTransactionLeavesNoGap() {
        change("a");
        assertThatThrownBy(() -> database.write(Origin.SYSTEM, transaction -> {
                    transaction.changed(Entity.GROUP, "lost", Operation.CREATED, null);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        change("b");
        assertThat(database.changes().after(0, 10)).extracting(Change::sequence).containsExactly(1L, 2L);
        assertThat(database.changes().after(0, 10)).extracting(Change::id).containsExactly("a", "b");
    }

    @Test
    void aReaderAmongConcurrentWritersOnTwoNodesSkipsNothing() throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Change>());
        try (Database other = TestDatabase.open(url);
                Database third = TestDatabase.open(url);
                var follower = ChangeFollower.start(third, 0, List.of(into(told)))) {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Database node = writer % 2 == 0 ? database : other;
                String name = "w" + writer;
                tasks.add(() -> writes(node, name));
            }
            var stop = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var polling = threads.submit(() -> readingEverythingInOrder(stop));
                int expected = 0;
                try {
                    for (var done : threads.invokeAll(tasks)) {
                        expected += done.get();
                    }
                } finally {
                    stop.set(true);
                }
                assertThat(polling.get())
                        .isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
                follower.await(expected);
                assertThat(told)
                        .extracting(Change::sequence)
                        .isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
            }
        }
    }

    /** Each writer's own changes stay in its order; every fifth transaction is rolled back. Returns what was committed. */
    private int writes(Database node, String writer) {
        int committed = 0;
        for (int i = 0; i < WRITES; i++) {
            int changes = 1 + ThreadLocalRandom.current().nextInt(3);
            boolean fails = i % 5 == 4;
            String id = writer + "-" + i;
            try {
                node.write(Origin.SYSTEM, transaction -> {
                    transaction
                            .sql()
                            .insertInto(GROUP)
                            .set(GROUP.ID, id)
                            .set(GROUP.DOMAIN_ID, "default")
                            .set(GROUP.NAME, id)
                            .execute();
                    for (int change = 0; change < changes; change++) {
                        transaction.changed(Entity.GROUP, id, Operation.CREATED, "default");
                    }
                    if (fails) {
                        // An id that the table refuses: fails in the log's own last statement.
                        transaction.changed(Entity.GROUP, null, Operation.CREATED, "default");
                    }
                    return true;
                });
                committed += changes;
            } catch (RuntimeException e) {
                if (!fails) {
                    throw e;
                }
            }
        }
        return committed;
    }

    private List<Long> readingEverythingInOrder(AtomicBoolean stop) {
        var seen = new ArrayList<Long>();
        boolean last;
        do {
            last = stop.get();
            long from = seen.isEmpty() ? 0 : seen.getLast();
            database.changes().after(from, 7).forEach(change -> seen.add(change.sequence()));
            last = last
                    && (seen.isEmpty() ? 0 : seen.getLast())
                            == database.changes().latest();
        } while (!last);
        return seen;
    }

    @Test
    void aConnectionKilledInItsTransactionLeavesNoGap() {
        var runs = new AtomicInteger();
        change("a");
        database.write(Origin.SYSTEM, transaction -> {
            transaction
                    .sql()
                    .insertInto(GROUP)
                    .set(GROUP.ID, "g")
                    .set(GROUP.DOMAIN_ID, "default")
                    .set(GROUP.NAME, "g")
                    .execute();
            transaction.changed(Entity.GROUP, "g", Operation.CREATED, "default");
            if (runs.incrementAndGet() == 1) {
                kill(transaction);
            }
            return true;
        });
        assertThat(runs).hasValue(engine == TestDatabase.SQLITE ? 1 : 2);
        assertThat(database.changes().after(0, 10)).extracting(Change::sequence).containsExactly(1L, 2L);
        assertThat(database.<Integer>read(sql -> sql.fetchCount(GROUP))).isOne();
    }

    /** Ends the transaction's own connection at the server; SQLite has none. */
    private void kill(Transaction transaction) {
        switch (engine) {
            case SQLITE -> {}
            case MARIADB -> {
                long id =
                        transaction.sql().fetchSingle("SELECT connection_id()").get(0, Long.class);
                database.read(sql -> sql.execute("KILL " + id));
            }
            case POSTGRESQL -> {
                int id =
                        transaction.sql().fetchSingle("SELECT pg_backend_pid()").get(0, Integer.class);
                database.read(sql -> sql.fetch("SELECT pg_terminate_backend(" + id + ")"));
            }
        }
    }

    @Test
    void writeReturnsWhenThisNodesListenersKnow() {
        var told = Collections.synchronizedList(new ArrayList<Change>());
        try (var follower = ChangeFollower.start(database, 0, List.of(into(told)))) {
            for (int i = 1; i <= 20; i++) {
                change("c" + i);
                assertThat(told).hasSize(i);
            }
            assertThat(follower.position()).isEqualTo(20);
        }
    }

    @Test
    void aFollowerGoesOnAfterAnOutage() {
        var down = new AtomicBoolean();
        var told = Collections.synchronizedList(new ArrayList<Change>());
        try (Database node = Database.open(
                        url, TestDatabase.SETTINGS, InstantSource.system(), pool -> failingWhile(down, pool));
                var follower = ChangeFollower.start(node, 0, List.of(into(told)))) {
            change("a");
            follower.await(1);
            down.set(true);
            change("b");
            assertThatThrownBy(() -> node.changes().latest()).isInstanceOf(DatabaseUnavailable.class);
            down.set(false);
            follower.await(2);
            assertThat(told).extracting(Change::id).containsExactly("a", "b");
        }
    }

    private static DataSource failingWhile(AtomicBoolean down, DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                ChangeFeedTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (down.get()) {
                        throw new SQLTransientConnectionException("down on purpose");
                    }
                    return method.invoke(pool, arguments);
                });
    }

    @Test
    void aListenerThatFailsDoesNotStopTheOthers() {
        var told = Collections.synchronizedList(new ArrayList<Change>());
        ChangeListener failing = new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void missed() {}
        };
        try (var follower = ChangeFollower.start(database, 0, List.of(failing, into(told)))) {
            change("a");
            change("b");
            assertThat(told).extracting(Change::id).containsExactly("a", "b");
            assertThat(follower.position()).isEqualTo(2);
        }
    }

    @Test
    void aFollowerThatComesAfterThePruningIsTold() {
        change("a");
        change("b");
        assertThat(database.changes().prune(Instant.now().plusSeconds(5))).isEqualTo(2);
        assertThat(database.changes().latest()).isEqualTo(2);
        assertThat(database.changes().oldest()).isEmpty();
        change("c");
        assertThat(database.changes().oldest()).hasValue(3);
        var told = Collections.synchronizedList(new ArrayList<Change>());
        var missed = new AtomicBoolean();
        ChangeListener listener = new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                told.addAll(changes);
            }

            @Override
            public void missed() {
                missed.set(true);
            }
        };
        try (var follower = ChangeFollower.start(database, 1, List.of(listener))) {
            follower.await(3);
            assertThat(missed).isTrue();
            assertThat(told).extracting(Change::id).containsExactly("c");
        }
    }

    @Test
    void pruningKeepsWhatIsYoung() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        try (Database old = Database.open(url, TestDatabase.SETTINGS, InstantSource.fixed(now.minusSeconds(60)));
                Database young = Database.open(url, TestDatabase.SETTINGS, InstantSource.fixed(now))) {
            change(old, "old");
            change(young, "young");
        }
        assertThat(database.changes().prune(now)).isOne();
        assertThat(database.changes().after(0, 10)).extracting(Change::id).containsExactly("young");
    }

    private static ChangeListener into(List<Change> told) {
        return new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                told.addAll(changes);
            }

            @Override
            public void missed() {
                throw new IllegalStateException("a change was missed");
            }
        };
    }

    private void change(String id) {
        change(database, id);
    }

    private static void change(Database node, String id) {
        node.write(Origin.SYSTEM, transaction -> {
            transaction.changed(Entity.SERVICE, id, Operation.CREATED, null);
            return true;
        });
    }
}
