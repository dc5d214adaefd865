package io.clavis.token;

import static io.clavis.db.Tables.REVOCATION_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.ChangeFollower;
import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import io.clavis.token.RevocationEvent.Attribute;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class RevocationsTest {
    private static final Duration KEEP = Duration.ofHours(2);
    private final TestDatabase engine;
    private final HandClock clock = new HandClock();
    private final StatementCount statements = new StatementCount();
    private Database database;
    private Revocations revocations;

    RevocationsTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        database = statements.open(engine.freshUrl());
        revocations = Revocations.load(database, KEEP, clock);
    }

    @AfterEach
    void close() {
        revocations.close();
        database.close();
    }

    private RevocationSubject tokenOf(String userId) {
        var attributes = new EnumMap<Attribute, List<String>>(Map.of(Attribute.USER_ID, List.of(userId)));
        return new RevocationSubject(
                attributes, null, clock.instant(), clock.instant().plusSeconds(60));
    }

    @Test
    void aRecordedEventCountsWhenTheWriteReturns() {
        try (var _ = ChangeFollower.start(database, database.changes().latest(), List.of(revocations))) {
            revoke("u1");
            assertThat(revocations.isRevoked(tokenOf("u1"))).isTrue();
            assertThat(revocations.isRevoked(tokenOf("u2"))).isFalse();
        }
    }

    @Test
    void anEventOfAnotherKeystoneIsFoundAmongTheYoungestRows() {
        insert(1, "u1", clock.instant());
        assertThat(revocations.isRevoked(tokenOf("u1"))).isFalse();
        revocations.readRecent();
        assertThat(revocations.isRevoked(tokenOf("u1"))).isTrue();
    }

    /** Who began first may commit last. */
    @Test
    void anEventThatBecomesVisibleAfterYoungerOnesIsFound() {
        insert(1000, "u1", clock.instant());
        revocations.readRecent();
        insert(20, "u2", clock.instant());
        insert(2000, "u3", clock.instant());
        revocations.readRecent();
        assertThat(List.of("u1", "u2", "u3")).allMatch(user -> revocations.isRevoked(tokenOf(user)));
    }

    @Test
    void aLookReadsNoEventTwice() {
        for (int i = 1; i < 100; i++) {
            insert(i, "u" + i, clock.instant());
        }
        revocations.readRecent();
        assertThat(revocations.isRevoked(tokenOf("u99"))).isTrue();
        statements.reset();
        revocations.readRecent();
        assertThat(statements.statements()).singleElement().asString().doesNotContain("user_id");
    }

    @Test
    void eventsOutliveARestart() {
        revoke("u1");
        assertThat(Revocations.load(database, KEEP, clock).isRevoked(tokenOf("u1")))
                .isTrue();
    }

    @Test
    void everyEventIsReadHoweverManyThereAre() {
        var now = clock.instant();
        var users = IntStream.range(0, 20_001).mapToObj(i -> "u" + i).toList();
        database.write(Origin.SYSTEM, tx -> {
            RevocationStore.insert(
                    tx,
                    users.stream()
                            .map(user -> RevocationEvent.of(Attribute.USER_ID, user, now))
                            .toList());
            return true;
        });
        revocations.readAll();
        assertThat(users).allMatch(user -> revocations.isRevoked(tokenOf(user)));
    }

    @Test
    void whatCannotMatterAnyMoreIsPrunedByTheNextEventAndForgotten() {
        insert(1001, "u1", clock.instant().minus(KEEP).minusSeconds(1));
        insert(1002, "u2", clock.instant().minus(KEEP).plusSeconds(60));
        revoke("u3");
        assertThat(revocations.after(Instant.EPOCH))
                .extracting(event -> event.attributes().get(Attribute.USER_ID))
                .containsExactly("u2", "u3");
        clock.advance(KEEP.plusSeconds(1));
        revocations.readAll();
        assertThat(revocations.isRevoked(tokenOf("u3"))).isFalse();
    }

    @Test
    void anEventKeepsAllItSays() {
        var now = clock.instant();
        var event = new RevocationEvent(
                Map.of(Attribute.USER_ID, "u", Attribute.PROJECT_ID, "p", Attribute.TRUST_ID, "t"),
                now.plusSeconds(9),
                now,
                now);
        database.write(Origin.SYSTEM, tx -> {
            RevocationStore.insert(tx, List.of(event));
            return true;
        });
        assertThat(revocations.after(Instant.EPOCH)).containsExactly(event);
    }

    private void revoke(String userId) {
        database.write(Origin.SYSTEM, tx -> {
            revocations.userChanged(tx, userId);
            return true;
        });
    }

    private void insert(int id, String userId, Instant at) {
        database.write(
                Origin.SYSTEM,
                tx -> tx.sql()
                        .insertInto(REVOCATION_EVENT)
                        .set(REVOCATION_EVENT.ID, id)
                        .set(REVOCATION_EVENT.USER_ID, userId)
                        .set(REVOCATION_EVENT.ISSUED_BEFORE, at)
                        .set(REVOCATION_EVENT.REVOKED_AT, at)
                        .execute());
    }
}
