package io.clavis.limit;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The rules of limits: each stands on a registered limit, and fits the enforcement model. */
public final class Limits {
    private final Database database;
    private final EnforcementModel model;
    private final ListLimits lists;

    /** @param lists how much a list shows */
    public Limits(Database database, EnforcementModel model, ListLimits lists) {
        this.database = database;
        this.model = model;
        this.lists = lists;
    }

    /** How limits relate here. */
    public EnforcementModel model() {
        return model;
    }

    /** A page of what is visible, in the order of creation. */
    public Page<Limit> list(ListQuery query, Visible visible) {
        var window = lists.capped(query);
        return window.page(database.read(sql -> LimitStore.list(sql, query, visible, window)));
    }

    /** The limit of that id. */
    public Optional<Limit> find(String id) {
        return database.read(sql -> LimitStore.find(sql, id));
    }

    /** The limits of projects; one statement. */
    public List<Limit> ofProjects(Collection<String> projectIds) {
        return database.read(sql -> LimitStore.ofProjects(sql, projectIds));
    }

    /**
     * Creates all of them or none: 400 where something named does not exist, 403 where a limit does not fit the model or
     * has no registered limit, 409 where the project or domain has one already.
     *
     * @return the limits as stored: a domain's id is in its place
     */
    public List<Limit> create(Origin origin, List<Limit> limits) {
        return database.write(origin, tx -> {
            tx.keep(Entity.PROJECT, References.owners(limits));
            var references = References.ofLimits(tx.sql(), limits);
            var resolved = limits.stream().map(references::resolve).toList();
            requireModel(tx.sql(), resolved, references);
            var registered = registered(tx.sql(), resolved);
            var ids = requireUnique(tx.sql(), resolved, registered);
            LimitStore.insert(tx.sql(), resolved, ids);
            resolved.forEach(
                    limit -> tx.changed(Entity.LIMIT, limit.id(), Operation.CREATED, references.domainOf(limit)));
            return resolved;
        });
    }

    /**
     * Changes value and description; null leaves them. Upstream leaves them for 0 and an empty text too, after it has
     * asked the model about them; and so do we.
     */
    public Limit update(Origin origin, String id, @Nullable Integer resourceLimit, @Nullable String description) {
        return database.write(origin, tx -> {
            tx.lock(Entity.LIMIT, id);
            var before = LimitStore.find(tx.sql(), id).orElseThrow(() -> notFound(id));
            var wanted = List.of(before.changed(resourceLimit, description));
            var references = References.ofLimits(tx.sql(), wanted);
            requireModel(tx.sql(), wanted, references);
            var after = before.changed(
                    Integer.valueOf(0).equals(resourceLimit) ? null : resourceLimit,
                    "".equals(description) ? null : description);
            LimitStore.update(tx.sql(), after);
            tx.changed(Entity.LIMIT, id, Operation.UPDATED, references.domainOf(after));
            return after;
        });
    }

    /** Deletes one; 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            var limit = LimitStore.find(tx.sql(), id).orElseThrow(() -> notFound(id));
            delete(tx, List.of(limit));
            return id;
        });
    }

    /** Deletes the limits of projects. A domain's own limits outlive it, as upstream has it. */
    public void deleteForProjects(Transaction tx, Collection<String> projectIds) {
        delete(tx, LimitStore.ofProjects(tx.sql(), projectIds));
    }

    static NotFound notFound(String id) {
        return new NotFound("Could not find limit for " + id + ".");
    }

    private static void delete(Transaction tx, List<Limit> limits) {
        LimitStore.delete(tx.sql(), limits.stream().map(Limit::id).toList());
        limits.forEach(limit -> tx.changed(Entity.LIMIT, limit.id(), Operation.DELETED, limit.domainId()));
    }

    private void requireModel(DSLContext sql, List<Limit> limits, References references) {
        switch (model) {
            case FLAT -> {}
            case STRICT_TWO_LEVEL -> StrictTwoLevel.check(sql, limits, references);
        }
    }

    private static Map<Resource, String> registered(DSLContext sql, List<Limit> limits) {
        var services = References.named(limits, limit -> limit.resource().serviceId());
        var names = References.named(limits, limit -> limit.resource().name());
        var ids = new HashMap<Resource, String>();
        RegisteredLimitStore.hold(sql, services, names)
                .forEach(found -> ids.putIfAbsent(RegisteredLimitStore.key(sql, found.resource()), found.id()));
        return ids;
    }

    /** For each limit the id of its registered limit. */
    private static List<String> requireUnique(DSLContext sql, List<Limit> limits, Map<Resource, String> registered) {
        var taken = new HashSet<>(LimitStore.taken(sql, registered.values(), References.owners(limits)));
        var ids = new ArrayList<String>();
        for (var limit : limits) {
            var id = registered.get(RegisteredLimitStore.key(sql, limit.resource()));
            if (id == null) {
                throw Forbidden.because("Unable to create a limit that has no corresponding registered limit.");
            }
            if (!taken.add(new LimitStore.Taken(limit.projectId(), limit.domainId(), id))) {
                throw Conflict.storing("limit", "Duplicate entry");
            }
            ids.add(id);
        }
        return ids;
    }
}
