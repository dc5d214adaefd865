package io.clavis.limit;

import static io.clavis.db.Tables.REGISTERED_LIMIT;

import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/** The rows of table registered_limit, in the order of their creation. */
final class RegisteredLimitStore {
    private static final Listing LISTING = Listing.of(
            REGISTERED_LIMIT,
            REGISTERED_LIMIT.ID,
            Map.of(
                    "service_id", REGISTERED_LIMIT.SERVICE_ID,
                    "region_id", REGISTERED_LIMIT.REGION_ID,
                    "resource_name", REGISTERED_LIMIT.RESOURCE_NAME));

    private RegisteredLimitStore() {}

    static List<RegisteredLimit> list(DSLContext sql, ListQuery query, Window window) {
        return sql.selectFrom(REGISTERED_LIMIT)
                .where(LISTING.where(Paging.withoutMarker(query)))
                .and(after(query))
                .orderBy(REGISTERED_LIMIT.INTERNAL_ID)
                .limit(window.rows())
                .fetch(RegisteredLimitStore::registeredLimit);
    }

    private static Condition after(ListQuery query) {
        return Paging.after(query, REGISTERED_LIMIT, REGISTERED_LIMIT.ID, REGISTERED_LIMIT.INTERNAL_ID);
    }

    static Optional<RegisteredLimit> find(DSLContext sql, String id) {
        return sql.selectFrom(REGISTERED_LIMIT)
                .where(REGISTERED_LIMIT.ID.eq(id))
                .fetchOptional(RegisteredLimitStore::registeredLimit);
    }

    /** The same, held until the transaction ends: no foreign key keeps limits and registered limits together. */
    static Optional<RegisteredLimit> hold(DSLContext sql, String id) {
        return held(sql, sql.selectFrom(REGISTERED_LIMIT).where(REGISTERED_LIMIT.ID.eq(id)))
                .fetchOptional(RegisteredLimitStore::registeredLimit);
    }

    /** Those of any of the services with any of the names, held until the transaction ends. */
    static List<RegisteredLimit> hold(DSLContext sql, Collection<String> serviceIds, Collection<String> names) {
        return held(
                        sql,
                        sql.selectFrom(REGISTERED_LIMIT)
                                .where(REGISTERED_LIMIT.SERVICE_ID.in(serviceIds))
                                .and(REGISTERED_LIMIT.RESOURCE_NAME.in(names))
                                .orderBy(REGISTERED_LIMIT.INTERNAL_ID))
                .fetch(RegisteredLimitStore::registeredLimit);
    }

    // SQLite has one writer at a time and no such clause.
    private static <R extends Record> Select<R> held(DSLContext sql, SelectForUpdateStep<R> select) {
        return sql.family() == SQLDialect.SQLITE ? select : select.forUpdate();
    }

    static void insert(DSLContext sql, List<RegisteredLimit> limits) {
        sql.insertInto(
                        REGISTERED_LIMIT,
                        REGISTERED_LIMIT.ID,
                        REGISTERED_LIMIT.SERVICE_ID,
                        REGISTERED_LIMIT.REGION_ID,
                        REGISTERED_LIMIT.RESOURCE_NAME,
                        REGISTERED_LIMIT.DEFAULT_LIMIT,
                        REGISTERED_LIMIT.DESCRIPTION)
                .valuesOfRows(limits.stream()
                        .map(limit -> DSL.row(
                                limit.id(),
                                limit.resource().serviceId(),
                                limit.resource().regionId(),
                                limit.resource().name(),
                                limit.defaultLimit(),
                                limit.description()))
                        .toList())
                .execute();
    }

    static void update(DSLContext sql, RegisteredLimit limit) {
        sql.update(REGISTERED_LIMIT)
                .set(REGISTERED_LIMIT.SERVICE_ID, limit.resource().serviceId())
                .set(REGISTERED_LIMIT.REGION_ID, limit.resource().regionId())
                .set(REGISTERED_LIMIT.RESOURCE_NAME, limit.resource().name())
                .set(REGISTERED_LIMIT.DEFAULT_LIMIT, limit.defaultLimit())
                .set(REGISTERED_LIMIT.DESCRIPTION, limit.description())
                .where(REGISTERED_LIMIT.ID.eq(limit.id()))
                .execute();
    }

    static void delete(DSLContext sql, String id) {
        sql.deleteFrom(REGISTERED_LIMIT).where(REGISTERED_LIMIT.ID.eq(id)).execute();
    }

    /** A resource in the form in which this database holds two of them for the same. */
    static Resource key(DSLContext sql, Resource resource) {
        return switch (sql.family()) {
            case MARIADB, MYSQL -> resource.withoutCase();
            default -> resource;
        };
    }

    static Resource resource(Record row) {
        return new Resource(
                row.get(REGISTERED_LIMIT.SERVICE_ID),
                row.get(REGISTERED_LIMIT.REGION_ID),
                row.get(REGISTERED_LIMIT.RESOURCE_NAME));
    }

    private static RegisteredLimit registeredLimit(Record row) {
        return new RegisteredLimit(
                row.get(REGISTERED_LIMIT.ID),
                resource(row),
                row.get(REGISTERED_LIMIT.DEFAULT_LIMIT),
                row.get(REGISTERED_LIMIT.DESCRIPTION));
    }
}
