package io.clavis.oauth1;

import static io.clavis.db.Tables.CONSUMER;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table consumer. */
final class ConsumerStore {
    private ConsumerStore() {}

    static List<Consumer> all(DSLContext sql) {
        return sql.select(CONSUMER.ID, CONSUMER.DESCRIPTION, CONSUMER.EXTRA)
                .from(CONSUMER)
                .orderBy(CONSUMER.ID)
                .fetch(ConsumerStore::consumer);
    }

    static Optional<Consumer> find(DSLContext sql, String id) {
        return sql.select(CONSUMER.ID, CONSUMER.DESCRIPTION, CONSUMER.EXTRA)
                .from(CONSUMER)
                .where(CONSUMER.ID.eq(id))
                .fetchOptional(ConsumerStore::consumer);
    }

    /** What a consumer signs with. */
    static Optional<String> secret(DSLContext sql, String id) {
        return sql.select(CONSUMER.SECRET)
                .from(CONSUMER)
                .where(CONSUMER.ID.eq(id))
                .fetchOptional(CONSUMER.SECRET);
    }

    static void insert(DSLContext sql, Consumer consumer, String secret) {
        sql.insertInto(CONSUMER)
                .set(CONSUMER.ID, consumer.id())
                .set(CONSUMER.DESCRIPTION, consumer.description())
                .set(CONSUMER.SECRET, secret)
                .set(CONSUMER.EXTRA, consumer.extra())
                .execute();
    }

    static void update(DSLContext sql, Consumer consumer) {
        sql.update(CONSUMER)
                .set(CONSUMER.DESCRIPTION, consumer.description())
                .set(CONSUMER.EXTRA, consumer.extra())
                .where(CONSUMER.ID.eq(consumer.id()))
                .execute();
    }

    /** Deletes a consumer that holds no tokens any more; the number of consumers that went. */
    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(CONSUMER).where(CONSUMER.ID.eq(id)).execute();
    }

    private static Consumer consumer(Record row) {
        return new Consumer(row.get(CONSUMER.ID), row.get(CONSUMER.DESCRIPTION), row.get(CONSUMER.EXTRA));
    }
}
