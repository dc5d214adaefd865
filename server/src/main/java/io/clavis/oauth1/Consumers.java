package io.clavis.oauth1;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rules of consumers. */
public final class Consumers {
    private final Database database;
    private final Oauth1Deletion tokens = new Oauth1Deletion();

    public Consumers(Database database) {
        this.database = database;
    }

    /** All consumers, by id. */
    List<Consumer> all() {
        return database.read(ConsumerStore::all);
    }

    /** The consumer of that id; 404 for an unknown one. */
    Consumer get(String id) {
        return database.read(sql -> ConsumerStore.find(sql, id)).orElseThrow(Consumers::notFound);
    }

    /** Creates a consumer that signs with {@code secret}. */
    void create(Origin origin, Consumer consumer, String secret) {
        database.write(origin, tx -> {
            ConsumerStore.insert(tx.sql(), consumer, secret);
            tx.changed(Entity.CONSUMER, consumer.id(), Operation.CREATED, null);
            return consumer;
        });
    }

    /** Changes a consumer; 404 for an unknown one. */
    Consumer update(Origin origin, String id, UnaryOperator<Consumer> change) {
        return database.write(origin, tx -> {
            tx.lock(Entity.CONSUMER, id);
            var changed = change.apply(ConsumerStore.find(tx.sql(), id).orElseThrow(Consumers::notFound));
            ConsumerStore.update(tx.sql(), changed);
            tx.changed(Entity.CONSUMER, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a consumer and what it was granted; 404 for an unknown one. */
    public void delete(Transaction tx, String id) {
        tokens.deleteForConsumer(tx, id);
        if (ConsumerStore.delete(tx.sql(), id) == 0) {
            throw notFound();
        }
        tx.changed(Entity.CONSUMER, id, Operation.DELETED, null);
    }

    static NotFound notFound() {
        return new NotFound("Consumer not found");
    }
}
