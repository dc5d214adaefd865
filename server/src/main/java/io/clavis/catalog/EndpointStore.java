package io.clavis.catalog;

import static io.clavis.db.Tables.ENDPOINT;
import static io.clavis.db.Tables.PROJECT_ENDPOINT;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table endpoint. */
final class EndpointStore {
    private EndpointStore() {}

    static List<Endpoint> all(DSLContext sql) {
        return sql.selectFrom(ENDPOINT).orderBy(ENDPOINT.ID).fetch(EndpointStore::endpoint);
    }

    static List<Endpoint> ofService(DSLContext sql, String serviceId) {
        return sql.selectFrom(ENDPOINT).where(ENDPOINT.SERVICE_ID.eq(serviceId)).fetch(EndpointStore::endpoint);
    }

    static boolean anyInRegions(DSLContext sql, Collection<String> regionIds) {
        return sql.fetchExists(sql.selectOne().from(ENDPOINT).where(ENDPOINT.REGION_ID.in(regionIds)));
    }

    static Optional<Endpoint> find(DSLContext sql, String id) {
        return sql.selectFrom(ENDPOINT).where(ENDPOINT.ID.eq(id)).fetchOptional(EndpointStore::endpoint);
    }

    static void insert(DSLContext sql, Endpoint endpoint) {
        sql.insertInto(ENDPOINT)
                .set(ENDPOINT.ID, endpoint.id())
                .set(ENDPOINT.INTERFACE, endpoint.interfaceName())
                .set(ENDPOINT.SERVICE_ID, endpoint.serviceId())
                .set(ENDPOINT.REGION_ID, endpoint.regionId())
                .set(ENDPOINT.URL, endpoint.url())
                .set(ENDPOINT.ENABLED, endpoint.enabled())
                .set(ENDPOINT.EXTRA, endpoint.extra())
                .execute();
    }

    static void update(DSLContext sql, Endpoint endpoint) {
        sql.update(ENDPOINT)
                .set(ENDPOINT.INTERFACE, endpoint.interfaceName())
                .set(ENDPOINT.SERVICE_ID, endpoint.serviceId())
                .set(ENDPOINT.REGION_ID, endpoint.regionId())
                .set(ENDPOINT.URL, endpoint.url())
                .set(ENDPOINT.ENABLED, endpoint.enabled())
                .set(ENDPOINT.EXTRA, endpoint.extra())
                .where(ENDPOINT.ID.eq(endpoint.id()))
                .execute();
    }

    /** Deletes endpoints, and with them which projects see them. */
    static void delete(DSLContext sql, Collection<String> ids) {
        sql.deleteFrom(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.ENDPOINT_ID.in(ids))
                .execute();
        sql.deleteFrom(ENDPOINT).where(ENDPOINT.ID.in(ids)).execute();
    }

    private static Endpoint endpoint(Record row) {
        return new Endpoint(
                row.get(ENDPOINT.ID),
                row.get(ENDPOINT.INTERFACE),
                row.get(ENDPOINT.SERVICE_ID),
                row.get(ENDPOINT.REGION_ID),
                row.get(ENDPOINT.URL),
                row.get(ENDPOINT.ENABLED),
                row.get(ENDPOINT.EXTRA));
    }
}
