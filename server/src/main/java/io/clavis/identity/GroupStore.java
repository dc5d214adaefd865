package io.clavis.identity;

import static io.clavis.db.Tables.EXPIRING_USER_GROUP_MEMBERSHIP;
import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.ID_MAPPING;
import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;

import io.clavis.db.Ids;
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

/** The SQL of groups. Stateless. */
final class GroupStore {
    static final Listing LISTING =
            Listing.of(GROUP, GROUP.ID, Map.of("domain_id", GROUP.DOMAIN_ID, "name", GROUP.NAME));

    private GroupStore() {}

    static Optional<Group> find(DSLContext sql, String id) {
        return sql.selectFrom(GROUP).where(GROUP.ID.eq(id)).fetchOptional(GroupStore::group);
    }

    static boolean exists(DSLContext sql, String id) {
        return sql.fetchExists(DSL.selectOne().from(GROUP).where(GROUP.ID.eq(id)));
    }

    static Optional<Group> findByName(DSLContext sql, String name, String domainId) {
        return sql.selectFrom(GROUP)
                .where(GROUP.NAME.eq(name))
                .and(GROUP.DOMAIN_ID.eq(domainId))
                .fetchOptional(GroupStore::group);
    }

    static List<Group> findAll(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        return sql.selectFrom(GROUP).where(wanted.atLeast(GROUP.ID)).orderBy(GROUP.ID).fetch(GroupStore::group).stream()
                .filter(group -> wanted.contains(group.id()))
                .toList();
    }

    /** The groups with these names in these domains. */
    static List<Group> findByNames(DSLContext sql, Map<String, ? extends Collection<String>> namesByDomain) {
        var named = namesByDomain.entrySet().stream()
                .map(inDomain -> GROUP.DOMAIN_ID.eq(inDomain.getKey()).and(GROUP.NAME.in(inDomain.getValue())))
                .toList();
        return sql.selectFrom(GROUP).where(DSL.or(named)).orderBy(GROUP.ID).fetch(GroupStore::group);
    }

    static List<Group> list(DSLContext sql, ListQuery query, Window window) {
        return sql.selectFrom(GROUP)
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .limit(window.rows())
                .fetch(GroupStore::group);
    }

    static boolean knowsMarker(DSLContext sql, ListQuery query) {
        return LISTING.knowsMarker(sql, query);
    }

    static List<String> idsOfDomain(DSLContext sql, String domainId) {
        return sql.select(GROUP.ID)
                .from(GROUP)
                .where(GROUP.DOMAIN_ID.eq(domainId))
                .fetch(GROUP.ID);
    }

    static void insert(DSLContext sql, Group group) {
        sql.insertInto(GROUP)
                .set(GROUP.ID, group.id())
                .set(GROUP.DOMAIN_ID, group.domainId())
                .set(GROUP.NAME, group.name())
                .set(GROUP.DESCRIPTION, group.description())
                .set(GROUP.EXTRA, group.extra())
                .execute();
    }

    static void update(DSLContext sql, Group group) {
        sql.update(GROUP)
                .set(GROUP.NAME, group.name())
                .set(GROUP.DESCRIPTION, group.description())
                .set(GROUP.EXTRA, group.extra())
                .where(GROUP.ID.eq(group.id()))
                .execute();
    }

    static void delete(DSLContext sql, String id) {
        sql.deleteFrom(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.GROUP_ID.eq(id))
                .execute();
        sql.deleteFrom(EXPIRING_USER_GROUP_MEMBERSHIP)
                .where(EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID.eq(id))
                .execute();
        sql.deleteFrom(GROUP).where(GROUP.ID.eq(id)).execute();
        sql.deleteFrom(ID_MAPPING).where(ID_MAPPING.PUBLIC_ID.eq(id)).execute();
    }

    static Group group(Record row) {
        return new Group(
                row.get(GROUP.ID),
                row.get(GROUP.DOMAIN_ID),
                row.get(GROUP.NAME),
                row.get(GROUP.DESCRIPTION),
                row.get(GROUP.EXTRA));
    }
}
