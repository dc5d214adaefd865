package io.clavis.federation;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;

/** The rules of mappings. A mapping may go while protocols use it; they let nobody in then. Thread-safe. */
public final class Mappings {
    private final Database database;

    public Mappings(Database database) {
        this.database = database;
    }

    /** All mappings, by id. */
    public List<Mapping> all() {
        return database.read(MappingStore::all);
    }

    /** The mapping of that id. */
    public Optional<Mapping> find(String id) {
        return database.read(sql -> MappingStore.find(sql, id));
    }

    /** The mapping of that id; 404 where there is none. */
    public Mapping require(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /** The mapping that a provider's protocol uses; empty where there is no such protocol, or its mapping is gone. One statement. */
    public Optional<Mapping> ofProtocol(String idpId, String protocolId) {
        return database.read(sql -> MappingStore.ofProtocol(sql, idpId, protocolId));
    }

    /** Creates a mapping whose rules were checked; 409 for an id that is taken. */
    public void create(Origin origin, Mapping mapping) {
        try {
            database.write(origin, tx -> {
                MappingStore.insert(tx.sql(), mapping);
                tx.changed(Entity.MAPPING, mapping.id(), Operation.CREATED, null);
                return mapping;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("mapping", "Duplicate entry");
        }
    }

    /** Puts a mapping whose rules were checked in the place of the one with its id; 404 where there is none. */
    public void replace(Origin origin, Mapping mapping) {
        database.write(origin, tx -> {
            if (!MappingStore.exists(tx.sql(), mapping.id())) {
                throw notFound(mapping.id());
            }
            MappingStore.update(tx.sql(), mapping);
            tx.changed(Entity.MAPPING, mapping.id(), Operation.UPDATED, null);
            return mapping;
        });
    }

    /** Deletes a mapping; 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            if (MappingStore.delete(tx.sql(), id) == 0) {
                throw notFound(id);
            }
            tx.changed(Entity.MAPPING, id, Operation.DELETED, null);
            return id;
        });
    }

    private static NotFound notFound(String id) {
        return NotFound.of("mapping", id);
    }
}
