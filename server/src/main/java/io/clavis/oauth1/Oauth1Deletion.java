package io.clavis.oauth1;

import static io.clavis.db.Tables.ACCESS_TOKEN;
import static io.clavis.db.Tables.REQUEST_TOKEN;

import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Transaction;
import java.util.Collection;
import org.jooq.Condition;

/** How request and access tokens go with what they depend on, in the transaction that deletes that. Stateless. */
public final class Oauth1Deletion {
    /** What a user who is deleted agreed to. */
    public void deleteForUser(Transaction tx, String userId) {
        delete(tx, REQUEST_TOKEN.AUTHORIZING_USER_ID.eq(userId), ACCESS_TOKEN.AUTHORIZING_USER_ID.eq(userId));
    }

    /** What is for projects that are deleted. */
    public void deleteForProjects(Transaction tx, Collection<String> projectIds) {
        delete(tx, REQUEST_TOKEN.REQUESTED_PROJECT_ID.in(projectIds), ACCESS_TOKEN.PROJECT_ID.in(projectIds));
    }

    /** What a consumer that is deleted holds. */
    void deleteForConsumer(Transaction tx, String consumerId) {
        delete(tx, REQUEST_TOKEN.CONSUMER_ID.eq(consumerId), ACCESS_TOKEN.CONSUMER_ID.eq(consumerId));
    }

    private static void delete(Transaction tx, Condition requestTokens, Condition accessTokens) {
        for (var id : RequestTokenStore.delete(tx.sql(), requestTokens)) {
            tx.changed(Entity.REQUEST_TOKEN, id, Operation.DELETED, null);
        }
        for (var id : AccessTokenStore.delete(tx.sql(), accessTokens)) {
            tx.changed(Entity.ACCESS_TOKEN, id, Operation.DELETED, null);
        }
    }
}
