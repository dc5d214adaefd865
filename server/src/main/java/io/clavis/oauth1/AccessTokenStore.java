package io.clavis.oauth1;

import static io.clavis.db.Tables.ACCESS_TOKEN;
import static io.clavis.db.Tables.CONSUMER;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The rows of table access_token. */
final class AccessTokenStore {
    private static final List<Field<?>> SHOWN = List.of(
            ACCESS_TOKEN.ID,
            ACCESS_TOKEN.AUTHORIZING_USER_ID,
            ACCESS_TOKEN.PROJECT_ID,
            ACCESS_TOKEN.ROLE_IDS,
            ACCESS_TOKEN.CONSUMER_ID,
            ACCESS_TOKEN.EXPIRES_AT);

    private AccessTokenStore() {}

    /** What a consumer signs with. */
    record Secrets(String consumer, String token) {
        @Override
        public String toString() {
            return "Secrets[***]";
        }
    }

    static Optional<AccessToken> find(DSLContext sql, String id) {
        return sql.select(SHOWN)
                .from(ACCESS_TOKEN)
                .where(ACCESS_TOKEN.ID.eq(id))
                .fetchOptional(AccessTokenStore::token);
    }

    static List<AccessToken> ofUser(DSLContext sql, String userId) {
        return sql.select(SHOWN)
                .from(ACCESS_TOKEN)
                .where(ACCESS_TOKEN.AUTHORIZING_USER_ID.eq(userId))
                .orderBy(ACCESS_TOKEN.ID)
                .fetch(AccessTokenStore::token);
    }

    /** The secrets behind an access token, its consumer's first. */
    static Optional<Secrets> secrets(DSLContext sql, String id) {
        return sql.select(CONSUMER.SECRET, ACCESS_TOKEN.ACCESS_SECRET)
                .from(ACCESS_TOKEN)
                .join(CONSUMER)
                .on(CONSUMER.ID.eq(ACCESS_TOKEN.CONSUMER_ID))
                .where(ACCESS_TOKEN.ID.eq(id))
                .fetchOptional(row -> new Secrets(row.get(CONSUMER.SECRET), row.get(ACCESS_TOKEN.ACCESS_SECRET)));
    }

    static void insert(DSLContext sql, AccessToken token, String secret) {
        sql.insertInto(ACCESS_TOKEN)
                .set(ACCESS_TOKEN.ID, token.id())
                .set(ACCESS_TOKEN.ACCESS_SECRET, secret)
                .set(ACCESS_TOKEN.AUTHORIZING_USER_ID, token.userId())
                .set(ACCESS_TOKEN.PROJECT_ID, token.projectId())
                .set(ACCESS_TOKEN.ROLE_IDS, StoredValues.ids(token.roleIds()))
                .set(ACCESS_TOKEN.CONSUMER_ID, token.consumerId())
                .set(ACCESS_TOKEN.EXPIRES_AT, StoredValues.time(token.expiresAt()))
                .execute();
    }

    /** Deletes some and returns their ids. */
    static List<String> delete(DSLContext sql, Condition which) {
        var ids = sql.select(ACCESS_TOKEN.ID).from(ACCESS_TOKEN).where(which).fetch(ACCESS_TOKEN.ID);
        if (!ids.isEmpty()) {
            sql.deleteFrom(ACCESS_TOKEN).where(which).execute();
        }
        return ids;
    }

    private static AccessToken token(Record row) {
        return new AccessToken(
                row.get(ACCESS_TOKEN.ID),
                row.get(ACCESS_TOKEN.AUTHORIZING_USER_ID),
                row.get(ACCESS_TOKEN.PROJECT_ID),
                StoredValues.ids(row.get(ACCESS_TOKEN.ROLE_IDS)),
                row.get(ACCESS_TOKEN.CONSUMER_ID),
                StoredValues.instant(row.get(ACCESS_TOKEN.EXPIRES_AT)));
    }
}
