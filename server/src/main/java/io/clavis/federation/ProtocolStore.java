package io.clavis.federation;

import static io.clavis.db.Tables.FEDERATION_PROTOCOL;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table federation_protocol. */
final class ProtocolStore {
    private ProtocolStore() {}

    static List<Protocol> ofIdentityProvider(DSLContext sql, String idpId) {
        return sql.selectFrom(FEDERATION_PROTOCOL)
                .where(FEDERATION_PROTOCOL.IDP_ID.eq(idpId))
                .orderBy(FEDERATION_PROTOCOL.ID)
                .fetch(ProtocolStore::protocol);
    }

    static List<Protocol> withId(DSLContext sql, String id) {
        return sql.selectFrom(FEDERATION_PROTOCOL)
                .where(FEDERATION_PROTOCOL.ID.eq(id))
                .orderBy(FEDERATION_PROTOCOL.IDP_ID)
                .fetch(ProtocolStore::protocol);
    }

    static Optional<Protocol> find(DSLContext sql, String idpId, String id) {
        return sql.selectFrom(FEDERATION_PROTOCOL).where(is(idpId, id)).fetchOptional(ProtocolStore::protocol);
    }

    static void insert(DSLContext sql, Protocol protocol) {
        sql.insertInto(FEDERATION_PROTOCOL)
                .set(FEDERATION_PROTOCOL.ID, protocol.id())
                .set(FEDERATION_PROTOCOL.IDP_ID, protocol.idpId())
                .set(FEDERATION_PROTOCOL.MAPPING_ID, protocol.mappingId())
                .set(FEDERATION_PROTOCOL.REMOTE_ID_ATTRIBUTE, protocol.remoteIdAttribute())
                .execute();
    }

    static void update(DSLContext sql, Protocol protocol) {
        sql.update(FEDERATION_PROTOCOL)
                .set(FEDERATION_PROTOCOL.MAPPING_ID, protocol.mappingId())
                .set(FEDERATION_PROTOCOL.REMOTE_ID_ATTRIBUTE, protocol.remoteIdAttribute())
                .where(is(protocol.idpId(), protocol.id()))
                .execute();
    }

    static int delete(DSLContext sql, String idpId, String id) {
        return sql.deleteFrom(FEDERATION_PROTOCOL).where(is(idpId, id)).execute();
    }

    static void deleteForIdentityProvider(DSLContext sql, String idpId) {
        sql.deleteFrom(FEDERATION_PROTOCOL)
                .where(FEDERATION_PROTOCOL.IDP_ID.eq(idpId))
                .execute();
    }

    private static Condition is(String idpId, String id) {
        return FEDERATION_PROTOCOL.IDP_ID.eq(idpId).and(FEDERATION_PROTOCOL.ID.eq(id));
    }

    private static Protocol protocol(Record row) {
        return new Protocol(
                row.get(FEDERATION_PROTOCOL.ID),
                row.get(FEDERATION_PROTOCOL.IDP_ID),
                row.get(FEDERATION_PROTOCOL.MAPPING_ID),
                row.get(FEDERATION_PROTOCOL.REMOTE_ID_ATTRIBUTE));
    }
}
