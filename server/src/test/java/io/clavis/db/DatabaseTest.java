package io.clavis.db;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.ROLE_OPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.config.DatabaseUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class DatabaseTest {
    private final TestDatabase engine;
    private final Database database;

    DatabaseTest(TestDatabase engine) {
        this.engine = engine;
        this.database = engine.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasWrittenIsRead() {
        group("g1", "admins");
        assertThat(groups()).containsExactly("g1");
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        assertThatThrownBy(() -> database.write(Origin.SYSTEM, transaction -> {
                    insertGroup(transaction.sql(), "g1", "admins");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(groups()).isEmpty();
    }

    @Test
    void aDuplicateNameIsTyped() {
        group("g1", "admins");
        assertThatThrownBy(() -> group("g2", "admins")).isInstanceOfSatisfying(DuplicateEntry.class, duplicate -> {
            if (engine == TestDatabase.SQLITE) {
                assertThat(duplicate.columns()).containsExactly("group.domain_id", "group.name");
                return;
            }
            assertThat(duplicate.constraint()).contains("ixu_group_name_domain_id");
        });
    }

    @Test
    void aDuplicateIsTypedInsideTheTransactionAsWell() {
        group("g1", "admins");
        var seen = new ArrayList<Exception>();
        assertThatThrownBy(() -> database.write(Origin.SYSTEM, transaction -> {
                    try {
                        return insertGroup(transaction.sql(), "g1", "others");
                    } catch (DuplicateEntry e) {
                        seen.add(e);
                        throw e;
                    }
                }))
                .isInstanceOf(DuplicateEntry.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aMissingReferenceIsTyped() {
        assertThatThrownBy(() -> database.write(
                        Origin.SYSTEM,
                        transaction -> transaction
                                .sql()
                                .insertInto(ROLE_OPTION)
                                .set(ROLE_OPTION.ROLE_ID, "nobody")
                                .set(ROLE_OPTION.OPTION_ID, "IMMU")
                                .execute()))
                .isInstanceOf(ReferenceViolation.class);
    }

    @Test
    void deletingARoleTakesItsOptionsAlong() {
        role("r");
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(ROLE_OPTION)
                        .set(ROLE_OPTION.ROLE_ID, "r")
                        .set(ROLE_OPTION.OPTION_ID, "IMMU")
                        .execute());
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .deleteFrom(ROLE)
                        .where(ROLE.ID.eq("r"))
                        .execute());
        assertThat(database.<Integer>read(sql -> sql.fetchCount(ROLE_OPTION))).isZero();
    }

    @Test
    void enumerationsTakeTexts() {
        // On SQLite, and there only, upstream's schema has a foreign key from assignments to roles.
        role("r");
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(ASSIGNMENT)
                        .set(ASSIGNMENT.TYPE, "UserProject")
                        .set(ASSIGNMENT.ACTOR_ID, "u")
                        .set(ASSIGNMENT.TARGET_ID, "p")
                        .set(ASSIGNMENT.ROLE_ID, "r")
                        .set(ASSIGNMENT.INHERITED, false)
                        .execute());
        var types = database.read(sql -> sql.select(ASSIGNMENT.TYPE)
                .from(ASSIGNMENT)
                .where(ASSIGNMENT.TYPE.in("UserProject", "GroupProject"), ASSIGNMENT.INHERITED.isFalse())
                .fetch(ASSIGNMENT.TYPE));
        assertThat(types).containsExactly("UserProject");
    }

    @Test
    void anUpdateCountsRowsFoundNotRowsThatDiffer() {
        group("g1", "admins");
        int found = database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .update(GROUP)
                        .set(GROUP.NAME, "admins")
                        .where(GROUP.ID.eq("g1"))
                        .execute());
        assertThat(found).isOne();
    }

    @Test
    void aliasesNameTheirOwnColumns() {
        group("g1", "admins");
        var left = GROUP.as("a");
        var right = GROUP.as("b");
        var ids = database.read(sql -> sql.select(left.ID)
                .from(left)
                .join(right)
                .on(left.DOMAIN_ID.eq(right.DOMAIN_ID))
                .fetch(left.ID));
        assertThat(ids).containsExactly("g1");
    }

    @Test
    void aConflictIsTriedAgainFromTheStart() {
        var runs = new AtomicInteger();
        String result = database.write(Origin.SYSTEM, transaction -> {
            insertGroup(transaction.sql(), "g1", "admins");
            if (runs.incrementAndGet() < 3) {
                throw new TransactionConflict(new IllegalStateException());
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(runs).hasValue(3);
        assertThat(groups()).containsExactly("g1");
    }

    @Test
    void triesAreBounded() {
        var runs = new AtomicInteger();
        var settings = new DatabaseSettings(
                1,
                1,
                TestDatabase.SETTINGS.poolTimeout(),
                TestDatabase.SETTINGS.connectionRecycleTime(),
                2,
                "",
                null,
                false,
                false);
        try (var other = Database.open(engine.freshUrl(), settings, InstantSource.system())) {
            assertThatThrownBy(() -> other.write(Origin.SYSTEM, transaction -> {
                        runs.incrementAndGet();
                        throw new TransactionConflict(new IllegalStateException());
                    }))
                    .isInstanceOf(TransactionConflict.class);
        }
        assertThat(runs).hasValue(3);
    }

    /** Two transactions lock two rows in opposite order: the engine kills one, which succeeds when tried again. */
    @Test
    void aDeadlockIsSurvived() throws Exception {
        group("g1", "one");
        group("g2", "two");
        var bothHoldOne = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = threads.invokeAll(List.of(crossing("g1", "g2", bothHoldOne), crossing("g2", "g1", bothHoldOne)));
            for (var future : done) {
                future.get();
            }
        }
        var texts =
                database.read(sql -> sql.select(GROUP.DESCRIPTION).from(GROUP).fetch(GROUP.DESCRIPTION));
        assertThat(texts).hasSize(2).allMatch(text -> text.length() == 2);
    }

    private Callable<Integer> crossing(String first, String second, CyclicBarrier bothHoldOne) {
        var firstTry = new AtomicInteger();
        return () -> database.write(Origin.SYSTEM, transaction -> {
            append(transaction.sql(), first);
            if (firstTry.getAndIncrement() == 0 && engine != TestDatabase.SQLITE) {
                meet(bothHoldOne);
            }
            return append(transaction.sql(), second);
        });
    }

    private static int append(DSLContext sql, String id) {
        return sql.update(GROUP)
                .set(GROUP.DESCRIPTION, DSL.concat(DSL.coalesce(GROUP.DESCRIPTION, ""), DSL.inline("x")))
                .where(GROUP.ID.eq(id))
                .execute();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void statementsAreCounted() {
        var count = new StatementCount();
        try (Database counted = count.open(engine.freshUrl())) {
            counted.read(sql -> sql.fetchCount(GROUP));
            count.reset();
            counted.read(sql -> sql.fetchCount(GROUP));
            assertThat(count.count()).isOne();
            count.reset();
            counted.write(Origin.SYSTEM, transaction -> {
                insertGroup(transaction.sql(), "g", "n");
                transaction.changed(Entity.GROUP, "g", Operation.CREATED, "default");
                transaction.changed(Entity.GROUP, "h", Operation.CREATED, "default");
                return true;
            });
            assertThat(count.statements())
                    .filteredOn(statement -> !statement.equals("START TRANSACTION"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("INSERT INTO clavis_change");
        }
    }

    @Test
    void aDatabaseThatIsDownIsUnavailable() {
        var down = Map.of(
                TestDatabase.SQLITE, "sqlite:////nonexistent/directory/k.db",
                TestDatabase.MARIADB, "mysql+pymysql://u:p@127.0.0.1:1/k",
                TestDatabase.POSTGRESQL, "postgresql://u:p@127.0.0.1:1/k");
        var settings = new DatabaseSettings(
                1, 0, Duration.ofMillis(300), Duration.ofHours(1), 1, "TRADITIONAL", null, false, false);
        try (var other = Database.open(DatabaseUrl.parse(down.get(engine)), settings, InstantSource.system())) {
            assertThatThrownBy(() -> other.read(sql -> sql.fetchCount(GROUP))).isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> other.write(
                            Origin.SYSTEM, transaction -> transaction.sql().fetchCount(GROUP)))
                    .isInstanceOf(DatabaseUnavailable.class);
        }
    }

    @Test
    void failuresDoNotShowValues() {
        group("g1", "admins");
        assertThatThrownBy(() -> group("g2", "admins")).message().doesNotContain("admins");
    }

    private void role(String id) {
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(ROLE)
                        .set(ROLE.ID, id)
                        .set(ROLE.NAME, id)
                        .set(ROLE.DOMAIN_ID, Columns.NULL_DOMAIN)
                        .execute());
    }

    private void group(String id, String name) {
        database.write(Origin.SYSTEM, transaction -> insertGroup(transaction.sql(), id, name));
    }

    private static int insertGroup(DSLContext sql, String id, String name) {
        return sql.insertInto(GROUP)
                .set(GROUP.ID, id)
                .set(GROUP.DOMAIN_ID, "default")
                .set(GROUP.NAME, name)
                .execute();
    }

    private List<String> groups() {
        return database.read(sql -> sql.select(GROUP.ID).from(GROUP).fetch(GROUP.ID));
    }
}
