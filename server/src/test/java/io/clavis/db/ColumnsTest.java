package io.clavis.db;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.REVOCATION_EVENT;
import static io.clavis.db.Tables.TRUST;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_OPTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@EveryDatabase
class ColumnsTest {
    private static final Instant TIME = Instant.parse("2026-03-29T01:30:05.123456Z");

    private final TestDatabase engine;
    private final Database database;

    ColumnsTest(TestDatabase engine) {
        this.engine = engine;
        this.database = engine.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void extraKeepsEveryCharacter() {
        ObjectNode extra = JsonNodeFactory.instance.objectNode().put("email", "ünïcode \uD83D\uDE00 \\ \"'");
        user("u", extra, null, null);
        assertThat(userRow().get(USER.EXTRA)).isEqualTo(extra);
    }

    @Test
    void extraIsInTheDatabaseWhatPythonWrites() {
        var extra = JsonNodeFactory.instance.objectNode().put("e", "\uD83D\uDE00\u00e9\n/");
        extra.putArray("list").add(1).add(true).addNull();
        extra.putArray("none");
        extra.putObject("empty");
        user("u", extra, null, null);
        String text = database.read(sql -> sql.fetchSingle("SELECT extra FROM " + user() + " WHERE id = 'u'")
                .get(0, String.class));
        assertThat(text)
                .isEqualTo(
                        "{\"e\": \"\\ud83d\\ude00\\u00e9\\n/\", \"list\": [1, true, null], \"none\": [], \"empty\": {}}");
    }

    @Test
    void missingExtraReadsAsAnEmptyObject() {
        user("u", null, null, null);
        assertThat(Objects.requireNonNull(userRow().get(USER.EXTRA)).isEmpty()).isTrue();
    }

    @Test
    void timesAreUtcWhateverTheZone() {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            user("u", null, TIME, LocalDate.of(2026, 11, 22));
            Instant kept = engine == TestDatabase.MARIADB ? TIME.truncatedTo(ChronoUnit.SECONDS) : TIME;
            assertThat(userRow().get(USER.CREATED_AT)).isEqualTo(kept);
            assertThat(userRow().get(USER.LAST_ACTIVE_AT)).isEqualTo(LocalDate.of(2026, 11, 22));
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theTextOfATimeIsAsSqlalchemyWritesIt() {
        user("u", null, Instant.parse("2026-11-22T10:00:00Z"), LocalDate.of(2026, 1, 2));
        List<String> texts = database.read(sql -> sql.connectionResult(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT created_at, last_active_at FROM " + user() + " WHERE id = 'u'")) {
                rows.next();
                return List.of(rows.getString(1), rows.getString(2));
            }
        }));
        String fraction = engine == TestDatabase.SQLITE ? ".000000" : "";
        assertThat(texts).containsExactly("2026-11-22 10:00:00" + fraction, "2026-01-02");
    }

    @Test
    void timesAreCompared() {
        for (int second = 0; second < 3; second++) {
            Instant time = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second);
            database.write(
                    Origin.SYSTEM,
                    transaction -> transaction
                            .sql()
                            .insertInto(REVOCATION_EVENT)
                            .set(REVOCATION_EVENT.ISSUED_BEFORE, time)
                            .set(REVOCATION_EVENT.REVOKED_AT, time)
                            .execute());
        }
        var later = database.read(sql -> sql.select(REVOCATION_EVENT.REVOKED_AT)
                .from(REVOCATION_EVENT)
                .where(REVOCATION_EVENT.REVOKED_AT.ge(Instant.parse("2026-11-22T10:00:01Z")))
                .orderBy(REVOCATION_EVENT.REVOKED_AT)
                .fetch(REVOCATION_EVENT.REVOKED_AT));
        assertThat(later).containsExactly(Instant.parse("2026-11-22T10:00:01Z"), Instant.parse("2026-11-22T10:00:02Z"));
    }

    @Test
    void microsecondsAreExact() {
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(TRUST)
                        .set(TRUST.ID, "t")
                        .set(TRUST.TRUSTOR_USER_ID, "a")
                        .set(TRUST.TRUSTEE_USER_ID, "b")
                        .set(TRUST.IMPERSONATION, true)
                        .set(TRUST.EXPIRES_AT_INT, TIME)
                        .execute());
        var row = database.read(sql -> sql.selectFrom(TRUST).fetchSingle());
        assertThat(row.get(TRUST.EXPIRES_AT_INT)).isEqualTo(TIME);
        assertThat(row.get(TRUST.DELETED_AT)).isNull();
        assertThat(row.get(TRUST.IMPERSONATION)).isTrue();
        assertThat(Columns.micros(Instant.parse("1969-12-31T23:59:59.999999Z"))).isEqualTo(-1);
    }

    @Test
    void optionsAreJson() {
        user("u", null, null, null);
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(USER_OPTION)
                        .set(USER_OPTION.USER_ID, "u")
                        .set(USER_OPTION.OPTION_ID, "1000")
                        .set(USER_OPTION.OPTION_VALUE, JsonNodeFactory.instance.booleanNode(true))
                        .execute());
        var text = database.read(
                sql -> sql.fetchSingle("SELECT option_value FROM user_option").get(0, String.class));
        assertThat(text).isEqualTo("true");
        var value =
                database.read(sql -> sql.selectFrom(USER_OPTION).fetchSingle().get(USER_OPTION.OPTION_VALUE));
        assertThat(Objects.requireNonNull(value).asBoolean()).isTrue();
    }

    @Test
    void inlinedTimesAndFlagsWork() {
        user("u", null, TIME, null);
        var count = database.read(sql -> sql.fetchCount(
                USER, USER.CREATED_AT.le(org.jooq.impl.DSL.inline(TIME, USER.CREATED_AT)), USER.ENABLED.isTrue()));
        assertThat(count).isOne();
        assertThat(database.<Integer>read(sql -> sql.fetchCount(PROJECT, PROJECT.ENABLED.isFalse())))
                .isOne();
    }

    private void user(String id, ObjectNode extra, Instant createdAt, LocalDate lastActiveAt) {
        database.write(
                Origin.SYSTEM,
                transaction -> transaction
                        .sql()
                        .insertInto(USER)
                        .set(USER.ID, id)
                        .set(USER.DOMAIN_ID, "default")
                        .set(USER.ENABLED, true)
                        .set(USER.EXTRA, extra)
                        .set(USER.CREATED_AT, createdAt)
                        .set(USER.LAST_ACTIVE_AT, lastActiveAt)
                        .execute());
    }

    private org.jooq.Record userRow() {
        return database.read(sql -> sql.selectFrom(USER).where(USER.ID.eq("u")).fetchSingle());
    }

    private String user() {
        return engine == TestDatabase.MARIADB ? "`user`" : "\"user\"";
    }
}
