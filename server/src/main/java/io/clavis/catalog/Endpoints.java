package io.clavis.catalog;

import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of endpoints: their service and region must exist. */
public final class Endpoints {
    private final Database database;

    public Endpoints(Database database) {
        this.database = database;
    }

    /** All endpoints, by id. */
    public List<Endpoint> all() {
        return database.read(EndpointStore::all);
    }

    /** The endpoints that a project is limited to (OS-EP-FILTER), by id; none where it is not limited. */
    public List<Endpoint> limitedTo(String projectId) {
        return database.read(sql -> {
            var visible = EndpointFilterStore.visible(sql, projectId);
            return visible.isEmpty()
                    ? List.of()
                    : EndpointStore.all(sql).stream()
                            .filter(endpoint -> visible.contains(endpoint.id()))
                            .toList();
        });
    }

    /** The endpoint of that id. */
    public Optional<Endpoint> find(String id) {
        return database.read(sql -> EndpointStore.find(sql, id));
    }

    /**
     * Creates an endpoint; 400 where its service or region is not known, or its URL holds an unknown substitution.
     *
     * @param newRegion whether the endpoint's region is created with it (upstream's old attribute {@code region})
     */
    public void create(Origin origin, Endpoint endpoint, boolean newRegion) {
        if (!UrlTemplate.isValid(endpoint.url())) {
            throw new BadRequest("Cannot create an endpoint with an invalid URL: " + endpoint.url() + ".");
        }
        database.write(origin, tx -> {
            requireReferences(tx, endpoint, newRegion);
            EndpointStore.insert(tx.sql(), endpoint);
            tx.changed(Entity.ENDPOINT, endpoint.id(), Operation.CREATED, null);
            return endpoint;
        });
    }

    /** Changes an endpoint; 404 for an unknown one, 400 where its service or region is not known. */
    public Endpoint update(Origin origin, String id, UnaryOperator<Endpoint> change, boolean newRegion) {
        return database.write(origin, tx -> {
            tx.lock(Entity.ENDPOINT, id);
            var endpoint = EndpointStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("endpoint", id));
            var changed = change.apply(endpoint);
            requireReferences(tx, changed, newRegion);
            EndpointStore.update(tx.sql(), changed);
            tx.changed(Entity.ENDPOINT, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes an endpoint; 404 for an unknown one. */
    public void delete(Transaction tx, String id) {
        if (EndpointStore.find(tx.sql(), id).isEmpty()) {
            throw NotFound.of("endpoint", id);
        }
        EndpointStore.delete(tx.sql(), List.of(id));
        tx.changed(Entity.ENDPOINT, id, Operation.DELETED, null);
    }

    private static void requireReferences(Transaction tx, Endpoint endpoint, boolean newRegion) {
        requireRegion(tx, endpoint.regionId(), newRegion);
        if (!tx.keep(Entity.SERVICE, endpoint.serviceId())) {
            throw BadRequest.missing("endpoint service_id", "service table");
        }
    }

    private static void requireRegion(Transaction tx, @Nullable String regionId, boolean newRegion) {
        if (regionId == null || tx.keep(Entity.REGION, regionId)) {
            return;
        }
        if (!newRegion) {
            throw BadRequest.missing("endpoint region_id", "region table");
        }
        Attributes.checkLength(regionId, "id", 255);
        Regions.create(tx, new Region(regionId, "", null, Json.object()));
    }
}
