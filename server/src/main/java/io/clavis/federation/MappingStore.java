package io.clavis.federation;

import static io.clavis.db.Tables.FEDERATION_PROTOCOL;
import static io.clavis.db.Tables.MAPPING;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The rows of table mapping. */
final class MappingStore {
    private MappingStore() {}

    static List<Mapping> all(DSLContext sql) {
        return sql.selectFrom(MAPPING).orderBy(MAPPING.ID).fetch(MappingStore::mapping);
    }

    static Optional<Mapping> find(DSLContext sql, String id) {
        return sql.selectFrom(MAPPING).where(MAPPING.ID.eq(id)).fetchOptional(MappingStore::mapping);
    }

    static Optional<Mapping> ofProtocol(DSLContext sql, String idpId, String protocolId) {
        return sql.select(MAPPING.fields())
                .from(MAPPING)
                .join(FEDERATION_PROTOCOL)
                .on(FEDERATION_PROTOCOL.MAPPING_ID.eq(MAPPING.ID))
                .where(FEDERATION_PROTOCOL.IDP_ID.eq(idpId))
                .and(FEDERATION_PROTOCOL.ID.eq(protocolId))
                .fetchOptional(MappingStore::mapping);
    }

    static boolean exists(DSLContext sql, String id) {
        return sql.fetchExists(DSL.selectOne().from(MAPPING).where(MAPPING.ID.eq(id)));
    }

    static void insert(DSLContext sql, Mapping mapping) {
        sql.insertInto(MAPPING)
                .set(MAPPING.ID, mapping.id())
                .set(MAPPING.RULES, mapping.rules())
                .set(MAPPING.SCHEMA_VERSION, mapping.schemaVersion())
                .execute();
    }

    static int update(DSLContext sql, Mapping mapping) {
        return sql.update(MAPPING)
                .set(MAPPING.RULES, mapping.rules())
                .set(MAPPING.SCHEMA_VERSION, mapping.schemaVersion())
                .where(MAPPING.ID.eq(mapping.id()))
                .execute();
    }

    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(MAPPING).where(MAPPING.ID.eq(id)).execute();
    }

    private static Mapping mapping(Record row) {
        return new Mapping(row.get(MAPPING.ID), row.get(MAPPING.RULES), row.get(MAPPING.SCHEMA_VERSION));
    }
}
