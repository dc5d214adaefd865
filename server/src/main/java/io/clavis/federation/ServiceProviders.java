package io.clavis.federation;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of service providers. Every token shows those that are enabled. Thread-safe. */
public final class ServiceProviders {
    private final Database database;
    private final ListLimits limits;

    /** @param limits how much a list shows */
    public ServiceProviders(Database database, ListLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** A page, by id. */
    public Page<ServiceProvider> list(ListQuery query) {
        var window = limits.capped(query);
        return window.page(database.read(sql -> ServiceProviderStore.list(sql, query, window)));
    }

    /** Those that are enabled, by id. */
    public List<ServiceProvider> enabled() {
        return database.read(ServiceProviderStore::enabled);
    }

    /** The provider of that id. */
    public Optional<ServiceProvider> find(String id) {
        return database.read(sql -> ServiceProviderStore.find(sql, id));
    }

    /** The provider of that id; 404 where there is none. */
    public ServiceProvider require(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /** Creates a provider; 409 for an id that is taken. */
    public void create(Origin origin, ServiceProvider provider) {
        try {
            database.write(origin, tx -> {
                ServiceProviderStore.insert(tx.sql(), provider);
                tx.changed(Entity.SERVICE_PROVIDER, provider.id(), Operation.CREATED, null);
                return provider;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("service_provider", "Duplicate entry found with ID " + provider.id());
        }
    }

    /** Changes a provider; 404 for an unknown one. */
    public ServiceProvider update(Origin origin, String id, UnaryOperator<ServiceProvider> change) {
        return database.write(origin, tx -> {
            var changed = change.apply(ServiceProviderStore.find(tx.sql(), id).orElseThrow(() -> notFound(id)));
            ServiceProviderStore.update(tx.sql(), changed);
            tx.changed(Entity.SERVICE_PROVIDER, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a provider; 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            if (ServiceProviderStore.delete(tx.sql(), id) == 0) {
                throw notFound(id);
            }
            tx.changed(Entity.SERVICE_PROVIDER, id, Operation.DELETED, null);
            return id;
        });
    }

    private static NotFound notFound(String id) {
        return NotFound.of("Service Provider", id);
    }
}
