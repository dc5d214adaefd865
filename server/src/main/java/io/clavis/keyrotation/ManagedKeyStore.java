package io.clavis.keyrotation;

import static io.clavis.db.Tables.CLAVIS_KEY;
import static io.clavis.db.Tables.CLAVIS_KEY_CONFIRMATION;
import static io.clavis.db.Tables.CLAVIS_NODE;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The rows of tables clavis_key and clavis_key_confirmation. */
final class ManagedKeyStore {
    private ManagedKeyStore() {}

    /** What every repository holds. One statement. */
    static Map<String, Mark> marks(DSLContext sql) {
        return sql.select(
                        CLAVIS_KEY.REPOSITORY, DSL.max(CLAVIS_KEY.NUMBER), DSL.count(), DSL.count(CLAVIS_KEY.UNUSED_AT))
                .from(CLAVIS_KEY)
                .groupBy(CLAVIS_KEY.REPOSITORY)
                .fetchMap(
                        row -> row.value1(),
                        row -> new Mark(row.value2() == null ? -1 : row.value2(), row.value3(), row.value4()));
    }

    /** A repository's keys by their numbers. */
    static List<StoredKey> all(DSLContext sql, Repository repository) {
        return sql.selectFrom(CLAVIS_KEY)
                .where(CLAVIS_KEY.REPOSITORY.eq(repository.label()))
                .orderBy(CLAVIS_KEY.NUMBER)
                .fetch(ManagedKeyStore::key);
    }

    /** The same; nobody else changes them before the transaction ends. */
    static List<StoredKey> locked(DSLContext sql, Repository repository) {
        var rows = sql.selectFrom(CLAVIS_KEY)
                .where(CLAVIS_KEY.REPOSITORY.eq(repository.label()))
                .orderBy(CLAVIS_KEY.NUMBER);
        // SQLite has one writer at a time and no such clause.
        return (sql.family() == SQLDialect.SQLITE ? rows : rows.forUpdate()).fetch(ManagedKeyStore::key);
    }

    static void insert(DSLContext sql, Repository repository, StoredKey key) {
        sql.insertInto(CLAVIS_KEY)
                .set(CLAVIS_KEY.ID, key.id())
                .set(CLAVIS_KEY.REPOSITORY, repository.label())
                .set(CLAVIS_KEY.NUMBER, key.life().number())
                .set(CLAVIS_KEY.SEALED, key.sealed())
                .set(CLAVIS_KEY.STAGED_AT, key.life().stagedAt())
                .set(CLAVIS_KEY.PRIMARY_AT, key.life().primaryAt().orElse(null))
                .set(CLAVIS_KEY.SECONDARY_AT, key.life().secondaryAt().orElse(null))
                .set(CLAVIS_KEY.UNUSED_AT, key.life().unusedAt().orElse(null))
                .set(CLAVIS_KEY.LIFE, key.life().life().toSeconds())
                .execute();
    }

    /** The staged key becomes the primary one, and that a secondary one. */
    static void promote(DSLContext sql, KeyLife staged, KeyLife primary, Instant now) {
        retire(sql, List.of(primary.id()), now);
        sql.update(CLAVIS_KEY)
                .set(CLAVIS_KEY.PRIMARY_AT, now)
                .where(CLAVIS_KEY.ID.eq(staged.id()))
                .execute();
    }

    /** Keys become secondary ones, whatever they were. */
    static void retire(DSLContext sql, Collection<String> ids, Instant now) {
        sql.update(CLAVIS_KEY)
                .set(CLAVIS_KEY.PRIMARY_AT, DSL.coalesce(CLAVIS_KEY.PRIMARY_AT, DSL.val(now, CLAVIS_KEY.PRIMARY_AT)))
                .set(CLAVIS_KEY.SECONDARY_AT, now)
                .where(CLAVIS_KEY.ID.in(ids), CLAVIS_KEY.SECONDARY_AT.isNull())
                .execute();
    }

    static void unused(DSLContext sql, Collection<String> ids, Instant now) {
        sql.update(CLAVIS_KEY)
                .set(CLAVIS_KEY.UNUSED_AT, now)
                .where(CLAVIS_KEY.ID.in(ids))
                .execute();
    }

    static void reseal(DSLContext sql, String id, String sealed) {
        sql.update(CLAVIS_KEY)
                .set(CLAVIS_KEY.SEALED, sealed)
                .where(CLAVIS_KEY.ID.eq(id))
                .execute();
    }

    static void drop(DSLContext sql, Collection<String> ids) {
        sql.deleteFrom(CLAVIS_KEY).where(CLAVIS_KEY.ID.in(ids)).execute();
    }

    /** What these keys seal may be of use for so long. */
    static void raiseLife(DSLContext sql, Collection<String> ids, Duration life) {
        sql.update(CLAVIS_KEY)
                .set(CLAVIS_KEY.LIFE, life.toSeconds())
                .where(CLAVIS_KEY.ID.in(ids), CLAVIS_KEY.LIFE.lt(life.toSeconds()))
                .execute();
    }

    /** A node says which generation it holds. */
    static void confirm(DSLContext sql, Repository repository, String node, long generation) {
        sql.deleteFrom(CLAVIS_KEY_CONFIRMATION)
                .where(CLAVIS_KEY_CONFIRMATION.NODE.eq(node), CLAVIS_KEY_CONFIRMATION.REPOSITORY.eq(repository.label()))
                .execute();
        sql.insertInto(CLAVIS_KEY_CONFIRMATION)
                .set(CLAVIS_KEY_CONFIRMATION.NODE, node)
                .set(CLAVIS_KEY_CONFIRMATION.REPOSITORY, repository.label())
                .set(CLAVIS_KEY_CONFIRMATION.GENERATION, generation)
                .execute();
    }

    static Map<String, Long> confirmed(DSLContext sql, Repository repository) {
        return sql.selectFrom(CLAVIS_KEY_CONFIRMATION)
                .where(CLAVIS_KEY_CONFIRMATION.REPOSITORY.eq(repository.label()))
                .fetchMap(CLAVIS_KEY_CONFIRMATION.NODE, CLAVIS_KEY_CONFIRMATION.GENERATION);
    }

    /** What nodes said that are no longer there is of no interest; one that comes back says it again. */
    static void forgetAllBut(DSLContext sql, Repository repository, Collection<String> live) {
        sql.deleteFrom(CLAVIS_KEY_CONFIRMATION)
                .where(
                        CLAVIS_KEY_CONFIRMATION.REPOSITORY.eq(repository.label()),
                        CLAVIS_KEY_CONFIRMATION.NODE.notIn(live))
                .execute();
    }

    /** The hosts of nodes, by their ids. */
    static Map<String, String> hosts(DSLContext sql, Collection<String> nodes) {
        return sql.select(CLAVIS_NODE.ID, CLAVIS_NODE.HOST)
                .from(CLAVIS_NODE)
                .where(CLAVIS_NODE.ID.in(nodes))
                .fetchMap(CLAVIS_NODE.ID, CLAVIS_NODE.HOST);
    }

    private static StoredKey key(Record row) {
        var life = new KeyLife(
                row.get(CLAVIS_KEY.ID),
                row.get(CLAVIS_KEY.NUMBER),
                row.get(CLAVIS_KEY.STAGED_AT),
                Optional.ofNullable(row.get(CLAVIS_KEY.PRIMARY_AT)),
                Optional.ofNullable(row.get(CLAVIS_KEY.SECONDARY_AT)),
                Optional.ofNullable(row.get(CLAVIS_KEY.UNUSED_AT)),
                Duration.ofSeconds(row.get(CLAVIS_KEY.LIFE)));
        return new StoredKey(life, row.get(CLAVIS_KEY.SEALED));
    }
}
