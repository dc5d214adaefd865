package io.clavis.oauth1;

import static io.clavis.db.Tables.REQUEST_TOKEN;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table request_token. */
final class RequestTokenStore {
    private RequestTokenStore() {}

    static Optional<RequestToken> find(DSLContext sql, String id) {
        return sql.select(REQUEST_TOKEN.fields())
                .from(REQUEST_TOKEN)
                .where(REQUEST_TOKEN.ID.eq(id))
                .fetchOptional(RequestTokenStore::token);
    }

    static void insert(DSLContext sql, RequestToken token) {
        sql.insertInto(REQUEST_TOKEN)
                .set(REQUEST_TOKEN.ID, token.id())
                .set(REQUEST_TOKEN.REQUEST_SECRET, token.secret())
                .set(REQUEST_TOKEN.REQUESTED_PROJECT_ID, token.projectId())
                .set(REQUEST_TOKEN.CONSUMER_ID, token.consumerId())
                .set(REQUEST_TOKEN.EXPIRES_AT, StoredValues.time(token.expiresAt()))
                .execute();
    }

    /** Notes who agreed to what; whether the token was there. */
    static boolean authorize(DSLContext sql, String id, String userId, List<String> roleIds, String verifier) {
        return sql.update(REQUEST_TOKEN)
                        .set(REQUEST_TOKEN.AUTHORIZING_USER_ID, userId)
                        .set(REQUEST_TOKEN.ROLE_IDS, StoredValues.ids(roleIds))
                        .set(REQUEST_TOKEN.VERIFIER, verifier)
                        .where(REQUEST_TOKEN.ID.eq(id))
                        .execute()
                > 0;
    }

    /** Deletes some and returns their ids. */
    static List<String> delete(DSLContext sql, Condition which) {
        var ids = sql.select(REQUEST_TOKEN.ID).from(REQUEST_TOKEN).where(which).fetch(REQUEST_TOKEN.ID);
        if (!ids.isEmpty()) {
            sql.deleteFrom(REQUEST_TOKEN).where(which).execute();
        }
        return ids;
    }

    /** Deletes one; whether it was there. */
    static boolean delete(DSLContext sql, String id) {
        return sql.deleteFrom(REQUEST_TOKEN).where(REQUEST_TOKEN.ID.eq(id)).execute() > 0;
    }

    private static RequestToken token(Record row) {
        return new RequestToken(
                row.get(REQUEST_TOKEN.ID),
                row.get(REQUEST_TOKEN.REQUEST_SECRET),
                row.get(REQUEST_TOKEN.VERIFIER),
                row.get(REQUEST_TOKEN.AUTHORIZING_USER_ID),
                row.get(REQUEST_TOKEN.REQUESTED_PROJECT_ID),
                StoredValues.ids(row.get(REQUEST_TOKEN.ROLE_IDS)),
                row.get(REQUEST_TOKEN.CONSUMER_ID),
                StoredValues.instant(row.get(REQUEST_TOKEN.EXPIRES_AT)));
    }
}
