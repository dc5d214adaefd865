package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
@EveryDatabase
class NodesTest {
    private static final Duration LONG = Nodes.LEASE.multipliedBy(4);

    private final AtomicBoolean cut = new AtomicBoolean();
    private final CountDownLatch slowed = new CountDownLatch(1);
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Database here;
    private final Database there;
    private final ChangeFollower follower;

    NodesTest(TestDatabase engine) {
        DatabaseUrl url = engine.freshUrl();
        here = TestDatabase.open(url);
        there = Database.open(url, TestDatabase.SETTINGS, InstantSource.system(), this::cuttable);
        follower = ChangeFollower.start(there, 0, List.of(listener()));
        there.nodes().requireCurrent();
    }

    @AfterEach
    void close() {
        cut.set(false);
        slowed.countDown();
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
    void aNodeThatStoppedIsNoneAnyLonger() {
        assertThat(here.read(here.nodes()::live)).containsExactly(there.nodes().id());
        follower.close();
        assertThat(here.read(here.nodes()::live)).isEmpty();
        assertThat(there.nodes().current()).isFalse();
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

    private DataSource cuttable(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                NodesTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (cut.get()) {
                        throw new SQLTransientConnectionException("cut on purpose");
                    }
                    return method.invoke(pool, arguments);
                });
    }
}
