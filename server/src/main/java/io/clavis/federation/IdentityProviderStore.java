package io.clavis.federation;

import static io.clavis.db.Tables.IDENTITY_PROVIDER;
import static io.clavis.db.Tables.IDP_REMOTE_IDS;

import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The rows of tables identity_provider and idp_remote_ids. */
final class IdentityProviderStore {
    private static final Listing LISTING = Listing.of(
            IDENTITY_PROVIDER,
            IDENTITY_PROVIDER.ID,
            Map.of("id", IDENTITY_PROVIDER.ID, "enabled", IDENTITY_PROVIDER.ENABLED));

    private IdentityProviderStore() {}

    static List<IdentityProvider> list(DSLContext sql, ListQuery query, Window window) {
        var rows = sql.selectFrom(IDENTITY_PROVIDER)
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .limit(window.rows())
                .fetch();
        var remoteIds = remoteIds(sql, rows.getValues(IDENTITY_PROVIDER.ID));
        return rows.map(row -> provider(row, remoteIds));
    }

    static Optional<IdentityProvider> find(DSLContext sql, String id) {
        var row = sql.selectFrom(IDENTITY_PROVIDER)
                .where(IDENTITY_PROVIDER.ID.eq(id))
                .fetchOptional();
        return row.map(found -> provider(found, remoteIds(sql, List.of(found.get(IDENTITY_PROVIDER.ID)))));
    }

    /** Which provider a remote id stands for. */
    static Optional<String> findIdByRemoteId(DSLContext sql, String remoteId) {
        return sql.select(IDP_REMOTE_IDS.IDP_ID)
                .from(IDP_REMOTE_IDS)
                .where(IDP_REMOTE_IDS.REMOTE_ID.eq(remoteId))
                .fetchOptional(IDP_REMOTE_IDS.IDP_ID);
    }

    static boolean exists(DSLContext sql, String id) {
        return sql.fetchExists(DSL.selectOne().from(IDENTITY_PROVIDER).where(IDENTITY_PROVIDER.ID.eq(id)));
    }

    static List<String> idsOfDomain(DSLContext sql, String domainId) {
        return sql.select(IDENTITY_PROVIDER.ID)
                .from(IDENTITY_PROVIDER)
                .where(IDENTITY_PROVIDER.DOMAIN_ID.eq(domainId))
                .orderBy(IDENTITY_PROVIDER.ID)
                .fetch(IDENTITY_PROVIDER.ID);
    }

    /** Those of the remote ids that another provider has. */
    static List<String> takenRemoteIds(DSLContext sql, IdentityProvider provider) {
        return sql.select(IDP_REMOTE_IDS.REMOTE_ID)
                .from(IDP_REMOTE_IDS)
                .where(IDP_REMOTE_IDS.REMOTE_ID.in(provider.remoteIds()))
                .and(IDP_REMOTE_IDS.IDP_ID.ne(provider.id()))
                .orderBy(IDP_REMOTE_IDS.REMOTE_ID)
                .fetch(IDP_REMOTE_IDS.REMOTE_ID);
    }

    static void insert(DSLContext sql, IdentityProvider provider) {
        sql.insertInto(IDENTITY_PROVIDER)
                .set(IDENTITY_PROVIDER.ID, provider.id())
                .set(IDENTITY_PROVIDER.DOMAIN_ID, provider.domainId())
                .set(IDENTITY_PROVIDER.ENABLED, provider.enabled())
                .set(IDENTITY_PROVIDER.DESCRIPTION, provider.description())
                .set(IDENTITY_PROVIDER.AUTHORIZATION_TTL, provider.authorizationTtl())
                .execute();
        insertRemoteIds(sql, provider);
    }

    static void update(DSLContext sql, IdentityProvider provider) {
        sql.update(IDENTITY_PROVIDER)
                .set(IDENTITY_PROVIDER.ENABLED, provider.enabled())
                .set(IDENTITY_PROVIDER.DESCRIPTION, provider.description())
                .set(IDENTITY_PROVIDER.AUTHORIZATION_TTL, provider.authorizationTtl())
                .where(IDENTITY_PROVIDER.ID.eq(provider.id()))
                .execute();
        deleteRemoteIds(sql, provider.id());
        insertRemoteIds(sql, provider);
    }

    static int delete(DSLContext sql, String id) {
        deleteRemoteIds(sql, id);
        return sql.deleteFrom(IDENTITY_PROVIDER)
                .where(IDENTITY_PROVIDER.ID.eq(id))
                .execute();
    }

    private static void deleteRemoteIds(DSLContext sql, String id) {
        sql.deleteFrom(IDP_REMOTE_IDS).where(IDP_REMOTE_IDS.IDP_ID.eq(id)).execute();
    }

    private static void insertRemoteIds(DSLContext sql, IdentityProvider provider) {
        if (!provider.remoteIds().isEmpty()) {
            sql.insertInto(IDP_REMOTE_IDS, IDP_REMOTE_IDS.IDP_ID, IDP_REMOTE_IDS.REMOTE_ID)
                    .valuesOfRows(provider.remoteIds().stream()
                            .map(remoteId -> DSL.row(provider.id(), remoteId))
                            .toList())
                    .execute();
        }
    }

    private static Map<String, List<String>> remoteIds(DSLContext sql, Collection<String> ids) {
        return sql.select(IDP_REMOTE_IDS.IDP_ID, IDP_REMOTE_IDS.REMOTE_ID)
                .from(IDP_REMOTE_IDS)
                .where(IDP_REMOTE_IDS.IDP_ID.in(ids))
                .orderBy(IDP_REMOTE_IDS.REMOTE_ID)
                .fetchGroups(IDP_REMOTE_IDS.IDP_ID, IDP_REMOTE_IDS.REMOTE_ID);
    }

    private static IdentityProvider provider(Record row, Map<String, List<String>> remoteIds) {
        var id = row.get(IDENTITY_PROVIDER.ID);
        return new IdentityProvider(
                id,
                row.get(IDENTITY_PROVIDER.DOMAIN_ID),
                row.get(IDENTITY_PROVIDER.ENABLED),
                row.get(IDENTITY_PROVIDER.DESCRIPTION),
                remoteIds.getOrDefault(id, List.of()),
                row.get(IDENTITY_PROVIDER.AUTHORIZATION_TTL));
    }
}
