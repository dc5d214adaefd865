package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
@EveryDatabase
class NodesTest {
    private static final Duration LONG = Nodes.LEASE.multipliedBy(4);

    private final AtomicBoolean cut = new AtomicBoolean();
    private final CountDownLatch slowed = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final DatabaseUrl url;
    private final Database here;
    private final Database there;
    private final ChangeFollower follower;
    private volatile Predicate<Pool> held = pool -> false;

    private enum Pool {
        READERS,
        WRITERS
    }

    NodesTest(TestDatabase engine) {
        url = engine.freshUrl();
        here = TestDatabase.open(url);
        there = Database.open(url, TestDatabase.SETTINGS, InstantSource.system(), watched());
        follower = ChangeFollower.start(there, 0, List.of(listener()));
        there.nodes().requireCurrent();
    }

    @AfterEach
    void close() {
        cut.set(false);
        slowed.countDown();
        released.countDown();
        follower.close();
        there.close();
        here.close();
    }

    @Test
    void whatIsTakenBackIsKnownEverywhereWhenTheWriteReturns() {
        for (int i = 0; i < 5; i++) {
            change("user" + i, Operation.UPDATED);
            assertThat(told).contains("user" + i);
        }
        change("gone", Operation.DELETED);
        assertThat(told).contains("gone");
    }

    @Test
    void aRevocationIsKnownEverywhereWhenTheWriteReturns() {
        here.write(Origin.SYSTEM, tx -> {
            tx.changed(Entity.REVOCATION_EVENT, "event", Operation.CREATED, null);
            return true;
        });
        assertThat(told).contains("event");
    }

    @Test
    void whatIsOnlyNewIsNotWaitedFor() {
        change("slow", Operation.CREATED);
        change("new", Operation.CREATED);
        assertThat(told).isEmpty();
    }

    @Test
    void whereAllIsStrictWhatIsNewIsKnownEverywhereWhenTheWriteReturns() {
        try (var strict = Database.open(url, strictly(), InstantSource.system())) {
            strict.write(Origin.SYSTEM, tx -> {
                tx.changed(Entity.ASSIGNMENT, "grant", Operation.CREATED, null);
                return true;
            });
        }
        assertThat(told).contains("grant");
    }

    private static DatabaseSettings strictly() {
        var usual = TestDatabase.SETTINGS;
        return new DatabaseSettings(
                usual.maxPoolSize(),
                usual.maxOverflow(),
                usual.poolTimeout(),
                usual.connectionRecycleTime(),
                usual.dbMaxRetries(),
                usual.mysqlSqlMode(),
                usual.mysqlWsrepSyncWait(),
                usual.sqliteSynchronous(),
                true);
    }

    @Test
    void aNodeThatIsCutOffIsNotWaitedForLongerThanItsLeaseAndAnswersNothingMeanwhile() {
        cut.set(true);
        change("user", Operation.UPDATED);
        assertThat(told).isEmpty();
        assertThat(there.nodes().current()).isFalse();
        assertThatThrownBy(there.nodes()::requireCurrent).isInstanceOf(DatabaseUnavailable.class);
        assertThat(here.read(here.nodes()::live)).isEmpty();
    }

    @Test
    void aNodeThatComesBackKnowsAllBeforeItAnswers() {
        cut.set(true);
        change("user", Operation.UPDATED);
        cut.set(false);
        waitUntilCurrent();
        assertThat(told).contains("user");
        assertThat(here.read(here.nodes()::live)).containsExactly(there.nodes().id());
    }

    @Test
    void aNodeWhoseLeaseLapsedWhileItWasRenewedKnowsAllBeforeItAnswers() throws InterruptedException {
        held = pool -> pool == Pool.WRITERS;
        waiting.await();
        change("user", Operation.UPDATED);
        assertThat(told).isEmpty();
        released.countDown();
        waitUntilCurrent();
        assertThat(told).contains("user");
    }

    @Test
    void aNodeThatCannotFollowAnswersNothingFromMemoryOnceItsOwnWriteReturned() {
        var followers = new HashSet<Thread>(Thread.getAllStackTraces().keySet());
        followers.removeIf(thread -> !thread.getName().equals("change-follower"));
        held = pool -> followers.contains(Thread.currentThread());
        there.write(Origin.SYSTEM, tx -> {
            tx.changed(Entity.USER, "user", Operation.UPDATED, null);
            return true;
        });
        assertThat(told).isEmpty();
        assertThat(there.nodes().current()).isFalse();
    }

    @Test
    void whetherOthersKnowIsAskedAgainWhereTheDatabaseFails() {
        var failures = new AtomicInteger();
        try (var failing = Database.open(url, TestDatabase.SETTINGS, InstantSource.system(), failing(failures))) {
            failing.write(Origin.SYSTEM, tx -> {
                tx.changed(Entity.USER, "user", Operation.UPDATED, null);
                failures.set(2);
                return true;
            });
        }
        assertThat(failures).hasValue(0);
        assertThat(told).contains("user");
    }

    @Test
    void aNodeThatStoppedIsNoneAnyLonger() {
        assertThat(here.read(here.nodes()::live)).containsExactly(there.nodes().id());
        follower.close();
        assertThat(here.read(here.nodes()::live)).isEmpty();
        assertThat(there.nodes().current()).isFalse();
    }

    @Test
    void whoseNeighbourIsSilentIsNotAlone() {
        cut.set(true);
        change("user", Operation.UPDATED);
        assertThat(here.read(here.nodes()::live)).isEmpty();
        assertThat(isNewcomerAlone()).isFalse();
        cut.set(false);
        follower.close();
        assertThat(isNewcomerAlone()).isTrue();
    }

    private boolean isNewcomerAlone() {
        try (var newcomer = TestDatabase.open(url);
                var _ = ChangeFollower.start(newcomer, 0, List.of())) {
            newcomer.nodes().requireCurrent();
            return newcomer.nodes().isAlone();
        }
    }

    @Test
    void theClockIsTheDatabases() {
        here.nodes().readClock();
        var now = here.nodes().clock().instant();
        assertThat(now).isBetween(Instant.now().minusSeconds(2), Instant.now().plusSeconds(2));
    }

    private void waitUntilCurrent() {
        var end = Instant.now().plus(LONG);
        while (!there.nodes().current() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        there.nodes().requireCurrent();
    }

    private void change(String id, Operation operation) {
        here.write(Origin.SYSTEM, tx -> {
            tx.changed(Entity.USER, id, operation, null);
            return true;
        });
    }

    private ChangeListener listener() {
        return new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                if (changes.getFirst().id().equals("slow")) {
                    awaitQuietly();
                }
                changes.forEach(change -> told.add(change.id()));
            }

            @Override
            public void missed() {}
        };
    }

    private void awaitQuietly() {
        try {
            slowed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private UnaryOperator<DataSource> watched() {
        var pools = new AtomicInteger();
        return pool -> {
            var which = Pool.values()[pools.getAndIncrement()];
            return watched(pool, () -> {
                if (cut.get()) {
                    throw new SQLTransientConnectionException("cut on purpose");
                }
                if (held.test(which)) {
                    waiting.countDown();
                    released.await();
                }
            });
        };
    }

    /** Fails as often as is said. */
    private static UnaryOperator<DataSource> failing(AtomicInteger failures) {
        return pool -> watched(pool, () -> {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLTransientConnectionException("failed on purpose");
            }
        });
    }

    private interface Watch {
        void connecting() throws Exception;
    }

    private static DataSource watched(DataSource pool, Watch watch) {
        return (DataSource) Proxy.newProxyInstance(
                NodesTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    watch.connecting();
                    return method.invoke(pool, arguments);
                });
    }
}
