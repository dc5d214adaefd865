package io.clavis.applicationcredential;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules on access rules. They belong to a user and outlive the credentials that they were made with. Thread-safe. */
public final class AccessRules {
    private final Database database;

    public AccessRules(Database database) {
        this.database = database;
    }

    /** All of a user, in the order they were made. */
    public List<AccessRule> ofUser(String userId) {
        return database.read(sql -> AccessRuleStore.ofUser(sql, userId));
    }

    /** One of a user. */
    public Optional<AccessRule> find(String userId, String id) {
        return database.read(sql -> AccessRuleStore.find(sql, id))
                .filter(stored -> stored.userId().equals(userId))
                .map(AccessRuleStore.Stored::rule);
    }

    /** Deletes one of a user; 403 while a credential uses it, 404 for an unknown one. */
    public void delete(Origin origin, String userId, String id) {
        database.write(origin, tx -> {
            tx.lock(Entity.USER, userId);
            var stored = AccessRuleStore.find(tx.sql(), id)
                    .filter(rule -> rule.userId().equals(userId))
                    .orElseThrow(() -> missing(id));
            if (AccessRuleStore.isUsed(tx.sql(), stored.number())) {
                throw Forbidden.because("May not delete access rule in use");
            }
            AccessRuleStore.delete(tx.sql(), stored.number());
            tx.changed(Entity.ACCESS_RULE, id, Operation.DELETED, null);
            return stored;
        });
    }

    /** The rules that a new credential asks for, by number: the user's own where they are there already, else new ones. */
    static Map<Integer, AccessRule> take(Transaction tx, String userId, List<RequestedRule> requested) {
        var taken = new LinkedHashMap<Integer, AccessRule>();
        for (var request : requested) {
            var stored = take(tx, userId, request);
            taken.put(stored.number(), stored.rule());
        }
        return taken;
    }

    private static AccessRuleStore.Stored take(Transaction tx, String userId, RequestedRule requested) {
        var byId = AccessRuleStore.find(tx.sql(), requested.id());
        if (byId.isPresent()) {
            return byId.filter(stored -> stored.userId().equals(userId)).orElseThrow(() -> missing(requested.id()));
        }
        var rule = requested.complete().orElseThrow(() -> missing(requested.id()));
        return AccessRuleStore.findSame(tx.sql(), userId, rule).orElseGet(() -> {
            tx.changed(Entity.ACCESS_RULE, rule.id(), Operation.CREATED, null);
            return AccessRuleStore.insert(tx.sql(), userId, rule);
        });
    }

    static NotFound missing(String id) {
        return NotFound.of("Access Rule", id);
    }
}
