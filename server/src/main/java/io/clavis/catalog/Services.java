package io.clavis.catalog;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of services. */
public final class Services {
    private final Database database;

    public Services(Database database) {
        this.database = database;
    }

    /** All services, by id. */
    public List<Service> all() {
        return database.read(ServiceStore::all);
    }

    /** The service of that id. */
    public Optional<Service> find(String id) {
        return database.read(sql -> ServiceStore.find(sql, id));
    }

    /** Creates a service. */
    public void create(Origin origin, Service service) {
        database.write(origin, tx -> {
            ServiceStore.insert(tx.sql(), service);
            tx.changed(Entity.SERVICE, service.id(), Operation.CREATED, null);
            return service;
        });
    }

    /** Changes a service; 404 for an unknown one. */
    public Service update(Origin origin, String id, UnaryOperator<Service> change) {
        return database.write(origin, tx -> {
            tx.lock(Entity.SERVICE, id);
            var changed = change.apply(ServiceStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("service", id)));
            ServiceStore.update(tx.sql(), changed);
            tx.changed(Entity.SERVICE, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a service and its endpoints, whose ids it returns; 404 for an unknown one. */
    public List<String> delete(Transaction tx, String id) {
        tx.lock(Entity.SERVICE, id);
        var endpoints =
                EndpointStore.ofService(tx.sql(), id).stream().map(Endpoint::id).toList();
        tx.lock(Entity.ENDPOINT, endpoints);
        EndpointStore.delete(tx.sql(), endpoints);
        if (ServiceStore.delete(tx.sql(), id) == 0) {
            throw NotFound.of("service", id);
        }
        endpoints.forEach(endpoint -> tx.changed(Entity.ENDPOINT, endpoint, Operation.DELETED, null));
        tx.changed(Entity.SERVICE, id, Operation.DELETED, null);
        return endpoints;
    }
}
