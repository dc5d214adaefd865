package io.clavis.catalog;

import static io.clavis.db.Tables.SERVICE;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table service. */
final class ServiceStore {
    private ServiceStore() {}

    static List<Service> all(DSLContext sql) {
        return sql.selectFrom(SERVICE).orderBy(SERVICE.ID).fetch(ServiceStore::service);
    }

    static Optional<Service> find(DSLContext sql, String id) {
        return sql.selectFrom(SERVICE).where(SERVICE.ID.eq(id)).fetchOptional(ServiceStore::service);
    }

    static void insert(DSLContext sql, Service service) {
        sql.insertInto(SERVICE)
                .set(SERVICE.ID, service.id())
                .set(SERVICE.TYPE, service.type())
                .set(SERVICE.ENABLED, service.enabled())
                .set(SERVICE.EXTRA, service.extra())
                .execute();
    }

    static void update(DSLContext sql, Service service) {
        sql.update(SERVICE)
                .set(SERVICE.TYPE, service.type())
                .set(SERVICE.ENABLED, service.enabled())
                .set(SERVICE.EXTRA, service.extra())
                .where(SERVICE.ID.eq(service.id()))
                .execute();
    }

    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(SERVICE).where(SERVICE.ID.eq(id)).execute();
    }

    private static Service service(Record row) {
        return new Service(
                row.get(SERVICE.ID), row.get(SERVICE.TYPE), row.get(SERVICE.ENABLED), row.get(SERVICE.EXTRA));
    }
}
