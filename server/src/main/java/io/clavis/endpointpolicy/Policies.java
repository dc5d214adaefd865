package io.clavis.endpointpolicy;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of policies. Thread-safe. */
public final class Policies {
    private final Database database;

    public Policies(Database database) {
        this.database = database;
    }

    /** All policies, by id. */
    public List<Policy> all() {
        return database.read(PolicyStore::all);
    }

    /** The policy of that id. */
    public Optional<Policy> find(String id) {
        return database.read(sql -> PolicyStore.find(sql, id));
    }

    /** The policy of that id; 404 where there is none. */
    public Policy require(String id) {
        return find(id).orElseThrow(() -> NotFound.of("policy", id));
    }

    /** Creates a policy. */
    public void create(Origin origin, Policy policy) {
        database.write(origin, tx -> {
            PolicyStore.insert(tx.sql(), policy);
            tx.changed(Entity.POLICY, policy.id(), Operation.CREATED, null);
            return policy;
        });
    }

    /** Changes a policy; 404 for an unknown one. */
    public Policy update(Origin origin, String id, UnaryOperator<Policy> change) {
        return database.write(origin, tx -> {
            tx.lock(Entity.POLICY, id);
            var changed = change.apply(PolicyStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("policy", id)));
            PolicyStore.update(tx.sql(), changed);
            tx.changed(Entity.POLICY, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a policy, which is for nothing any more then; 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            tx.lock(Entity.POLICY, id);
            if (PolicyStore.delete(tx.sql(), id) == 0) {
                throw NotFound.of("policy", id);
            }
            PolicyAssociations.deleteForPolicy(tx, id);
            tx.changed(Entity.POLICY, id, Operation.DELETED, null);
            return id;
        });
    }
}
