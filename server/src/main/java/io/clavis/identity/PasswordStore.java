package io.clavis.identity;

import static io.clavis.db.Tables.PASSWORD;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The SQL of passwords. Times stand twice in the table: as upstream's columns of old, and in microseconds. */
final class PasswordStore {
    private PasswordStore() {}

    /** All that are kept, the current one last. */
    static List<StoredPassword> history(DSLContext sql, int accountId) {
        return sql.select(PASSWORD.fields())
                .from(PASSWORD)
                .where(PASSWORD.LOCAL_USER_ID.eq(accountId))
                .orderBy(PASSWORD.CREATED_AT_INT, PASSWORD.ID)
                .fetch(PasswordStore::password);
    }

    static Optional<StoredPassword> current(DSLContext sql, int accountId) {
        return sql.select(PASSWORD.fields())
                .from(PASSWORD)
                .where(PASSWORD.LOCAL_USER_ID.eq(accountId))
                .orderBy(PASSWORD.CREATED_AT_INT.desc(), PASSWORD.ID.desc())
                .limit(1)
                .fetchOptional(PasswordStore::password);
    }

    static void insert(
            DSLContext sql,
            int accountId,
            @Nullable String hash,
            Instant createdAt,
            @Nullable Instant expiresAt,
            boolean selfService) {
        sql.insertInto(PASSWORD)
                .set(PASSWORD.LOCAL_USER_ID, accountId)
                .set(PASSWORD.PASSWORD_HASH, hash)
                .set(PASSWORD.CREATED_AT, createdAt)
                .set(PASSWORD.CREATED_AT_INT, createdAt)
                .set(PASSWORD.EXPIRES_AT, expiresAt)
                .set(PASSWORD.EXPIRES_AT_INT, expiresAt)
                .set(PASSWORD.SELF_SERVICE, selfService)
                .execute();
    }

    static void delete(DSLContext sql, List<Integer> ids) {
        if (!ids.isEmpty()) {
            sql.deleteFrom(PASSWORD).where(PASSWORD.ID.in(ids)).execute();
        }
    }

    /** Ends those that are still good. */
    static void expire(DSLContext sql, int accountId, Instant now) {
        sql.update(PASSWORD)
                .set(PASSWORD.EXPIRES_AT, now)
                .set(PASSWORD.EXPIRES_AT_INT, now)
                .where(PASSWORD.LOCAL_USER_ID.eq(accountId))
                .and(PASSWORD.EXPIRES_AT_INT.isNull().or(PASSWORD.EXPIRES_AT_INT.gt(now)))
                .execute();
    }

    private static StoredPassword password(Record row) {
        return new StoredPassword(
                row.get(PASSWORD.ID),
                row.get(PASSWORD.PASSWORD_HASH),
                row.get(PASSWORD.CREATED_AT_INT),
                row.get(PASSWORD.EXPIRES_AT_INT),
                Boolean.TRUE.equals(row.get(PASSWORD.SELF_SERVICE)));
    }
}
