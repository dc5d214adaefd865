package io.clavis.limit;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The rules of registered limits: one for each resource, and none changes or goes while limits stand on it. */
public final class RegisteredLimits {
    private final Database database;
    private final ListLimits lists;

    /** @param lists how much a list shows */
    public RegisteredLimits(Database database, ListLimits lists) {
        this.database = database;
        this.lists = lists;
    }

    /** A page, in the order of creation. */
    public Page<RegisteredLimit> list(ListQuery query) {
        var window = lists.capped(query);
        return window.page(database.read(sql -> RegisteredLimitStore.list(sql, query, window)));
    }

    /** The registered limit of that id. */
    public Optional<RegisteredLimit> find(String id) {
        return database.read(sql -> RegisteredLimitStore.find(sql, id));
    }

    /** Creates all of them or none; 400 for an unknown service or region, 409 for a resource that has one. */
    public void create(Origin origin, List<RegisteredLimit> limits) {
        database.write(origin, tx -> {
            var references = References.ofResources(
                    tx.sql(), limits.stream().map(RegisteredLimit::resource).toList());
            limits.forEach(limit -> references.require(limit.resource(), "registered_limit"));
            var taken = registered(
                    tx.sql(), limits.stream().map(RegisteredLimit::resource).toList());
            for (var limit : limits) {
                if (!taken.add(RegisteredLimitStore.key(tx.sql(), limit.resource()))) {
                    throw duplicate();
                }
            }
            RegisteredLimitStore.insert(tx.sql(), limits);
            limits.forEach(limit -> tx.changed(Entity.REGISTERED_LIMIT, limit.id(), Operation.CREATED, null));
            return limits;
        });
    }

    /**
     * Changes one: 400 for an unknown service or region, 404 for an unknown limit, 403 where limits stand on it.
     *
     * @param named what of the resource the client names, whether it changes or not: upstream answers 409 to a
     *     resource that has a registered limit, be it this one
     */
    public RegisteredLimit update(
            Origin origin, String id, Optional<Resource> named, UnaryOperator<RegisteredLimit> change) {
        return database.write(origin, tx -> {
            var resources = named.stream().toList();
            var references = References.ofResources(tx.sql(), resources);
            resources.forEach(resource -> references.require(resource, "registered_limit"));
            var before = requireFree(tx.sql(), id);
            var after = change.apply(before);
            if (named.isPresent()
                    && registered(tx.sql(), List.of(after.resource()))
                            .contains(RegisteredLimitStore.key(tx.sql(), after.resource()))) {
                throw duplicate();
            }
            RegisteredLimitStore.update(tx.sql(), after);
            tx.changed(Entity.REGISTERED_LIMIT, id, Operation.UPDATED, null);
            return after;
        });
    }

    /** Deletes one; 404 for an unknown one, 403 where limits stand on it. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            requireFree(tx.sql(), id);
            RegisteredLimitStore.delete(tx.sql(), id);
            tx.changed(Entity.REGISTERED_LIMIT, id, Operation.DELETED, null);
            return id;
        });
    }

    static NotFound notFound(String id) {
        return new NotFound("Could not find registered limit for " + id + ".");
    }

    private static RegisteredLimit requireFree(DSLContext sql, String id) {
        var found = RegisteredLimitStore.hold(sql, id).orElseThrow(() -> notFound(id));
        if (LimitStore.anyOf(sql, id)) {
            throw Forbidden.because("Unable to update or delete registered limit " + id
                    + " because there are project limits associated with it.");
        }
        return found;
    }

    private static Set<Resource> registered(DSLContext sql, Collection<Resource> resources) {
        var services = References.named(resources, Resource::serviceId);
        var names = References.named(resources, Resource::name);
        return RegisteredLimitStore.hold(sql, services, names).stream()
                .map(limit -> RegisteredLimitStore.key(sql, limit.resource()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Conflict duplicate() {
        return Conflict.storing("registered_limit", "Duplicate entry");
    }
}
