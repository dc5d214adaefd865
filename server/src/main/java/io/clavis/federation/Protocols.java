package io.clavis.federation;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of identity providers' protocols. Thread-safe. */
public final class Protocols {
    private final Database database;

    public Protocols(Database database) {
        this.database = database;
    }

    /** A provider's protocols, by id; none for an unknown provider. */
    public List<Protocol> ofIdentityProvider(String idpId) {
        return database.read(sql -> ProtocolStore.ofIdentityProvider(sql, idpId));
    }

    /** The protocols of that id, whichever provider's, by provider. One statement. */
    public List<Protocol> withId(String id) {
        return database.read(sql -> ProtocolStore.withId(sql, id));
    }

    /** The protocol of that id at a provider. */
    public Optional<Protocol> find(String idpId, String id) {
        return database.read(sql -> ProtocolStore.find(sql, idpId, id));
    }

    /** The protocol of that id at a provider; 404 where there is none. */
    public Protocol require(String idpId, String id) {
        return find(idpId, id).orElseThrow(() -> notFound(idpId, id));
    }

    /** Creates a protocol; 400 for an unknown mapping, 404 for an unknown provider, 409 for an id that is taken. */
    public void create(Origin origin, Protocol protocol) {
        try {
            database.write(origin, tx -> {
                checkMapping(tx, protocol.mappingId());
                if (!IdentityProviderStore.exists(tx.sql(), protocol.idpId())) {
                    throw IdentityProviders.notFound(protocol.idpId());
                }
                ProtocolStore.insert(tx.sql(), protocol);
                changed(tx, protocol, Operation.CREATED);
                return protocol;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("federation_protocol", "Duplicate entry found with ID " + protocol.id());
        }
    }

    /** Changes a protocol; 400 for an unknown mapping, 404 for an unknown protocol. */
    public Protocol update(Origin origin, String idpId, String id, String mappingId, UnaryOperator<Protocol> change) {
        return database.write(origin, tx -> {
            checkMapping(tx, mappingId);
            var before = ProtocolStore.find(tx.sql(), idpId, id).orElseThrow(() -> notFound(idpId, id));
            var after = change.apply(before);
            ProtocolStore.update(tx.sql(), after);
            changed(tx, after, Operation.UPDATED);
            return after;
        });
    }

    /** Deletes a protocol; 404 for an unknown one. */
    public void delete(Transaction tx, String idpId, String id) {
        var protocol = ProtocolStore.find(tx.sql(), idpId, id).orElseThrow(() -> notFound(idpId, id));
        ProtocolStore.delete(tx.sql(), idpId, id);
        changed(tx, protocol, Operation.DELETED);
    }

    static void deleteForIdentityProvider(Transaction tx, String idpId) {
        var gone = ProtocolStore.ofIdentityProvider(tx.sql(), idpId);
        ProtocolStore.deleteForIdentityProvider(tx.sql(), idpId);
        gone.forEach(protocol -> changed(tx, protocol, Operation.DELETED));
    }

    private static void checkMapping(Transaction tx, String mappingId) {
        if (!MappingStore.exists(tx.sql(), mappingId)) {
            throw new BadRequest("Invalid mapping id: " + mappingId);
        }
    }

    private static void changed(Transaction tx, Protocol protocol, Operation operation) {
        tx.changed(Entity.PROTOCOL, protocol.idpId() + "/" + protocol.id(), operation, null);
    }

    private static NotFound notFound(String idpId, String id) {
        return new NotFound("Could not find federated protocol " + id + " for Identity Provider: " + idpId + ".");
    }
}
