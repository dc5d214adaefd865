package io.clavis.federation;

import static io.clavis.db.Tables.SERVICE_PROVIDER;

import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table service_provider. */
final class ServiceProviderStore {
    private static final Listing LISTING = Listing.of(
            SERVICE_PROVIDER,
            SERVICE_PROVIDER.ID,
            Map.of("id", SERVICE_PROVIDER.ID, "enabled", SERVICE_PROVIDER.ENABLED));

    private ServiceProviderStore() {}

    static List<ServiceProvider> list(DSLContext sql, ListQuery query, Window window) {
        return sql.selectFrom(SERVICE_PROVIDER)
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .limit(window.rows())
                .fetch(ServiceProviderStore::provider);
    }

    static List<ServiceProvider> enabled(DSLContext sql) {
        return sql.selectFrom(SERVICE_PROVIDER)
                .where(SERVICE_PROVIDER.ENABLED.eq(true))
                .orderBy(SERVICE_PROVIDER.ID)
                .fetch(ServiceProviderStore::provider);
    }

    static Optional<ServiceProvider> find(DSLContext sql, String id) {
        return sql.selectFrom(SERVICE_PROVIDER)
                .where(SERVICE_PROVIDER.ID.eq(id))
                .fetchOptional(ServiceProviderStore::provider);
    }

    static void insert(DSLContext sql, ServiceProvider provider) {
        sql.insertInto(SERVICE_PROVIDER)
                .set(SERVICE_PROVIDER.ID, provider.id())
                .set(SERVICE_PROVIDER.AUTH_URL, provider.authUrl())
                .set(SERVICE_PROVIDER.SP_URL, provider.spUrl())
                .set(SERVICE_PROVIDER.ENABLED, provider.enabled())
                .set(SERVICE_PROVIDER.DESCRIPTION, provider.description())
                .set(SERVICE_PROVIDER.RELAY_STATE_PREFIX, provider.relayStatePrefix())
                .execute();
    }

    static void update(DSLContext sql, ServiceProvider provider) {
        sql.update(SERVICE_PROVIDER)
                .set(SERVICE_PROVIDER.AUTH_URL, provider.authUrl())
                .set(SERVICE_PROVIDER.SP_URL, provider.spUrl())
                .set(SERVICE_PROVIDER.ENABLED, provider.enabled())
                .set(SERVICE_PROVIDER.DESCRIPTION, provider.description())
                .set(SERVICE_PROVIDER.RELAY_STATE_PREFIX, provider.relayStatePrefix())
                .where(SERVICE_PROVIDER.ID.eq(provider.id()))
                .execute();
    }

    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(SERVICE_PROVIDER)
                .where(SERVICE_PROVIDER.ID.eq(id))
                .execute();
    }

    private static ServiceProvider provider(Record row) {
        return new ServiceProvider(
                row.get(SERVICE_PROVIDER.ID),
                row.get(SERVICE_PROVIDER.AUTH_URL),
                row.get(SERVICE_PROVIDER.SP_URL),
                row.get(SERVICE_PROVIDER.ENABLED),
                row.get(SERVICE_PROVIDER.DESCRIPTION),
                row.get(SERVICE_PROVIDER.RELAY_STATE_PREFIX));
    }
}
