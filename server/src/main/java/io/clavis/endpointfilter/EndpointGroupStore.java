package io.clavis.endpointfilter;

import static io.clavis.db.Tables.ENDPOINT_GROUP;
import static io.clavis.db.Tables.PROJECT_ENDPOINT_GROUP;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of tables endpoint_group and project_endpoint_group. */
final class EndpointGroupStore {
    private EndpointGroupStore() {}

    /** A group that a project has. */
    record Membership(String projectId, String groupId) {}

    static List<EndpointGroup> all(DSLContext sql) {
        return sql.selectFrom(ENDPOINT_GROUP).orderBy(ENDPOINT_GROUP.ID).fetch(EndpointGroupStore::group);
    }

    static Optional<EndpointGroup> find(DSLContext sql, String id) {
        return sql.selectFrom(ENDPOINT_GROUP).where(ENDPOINT_GROUP.ID.eq(id)).fetchOptional(EndpointGroupStore::group);
    }

    static List<EndpointGroup> ofProject(DSLContext sql, String projectId) {
        return sql.select(ENDPOINT_GROUP.fields())
                .from(ENDPOINT_GROUP)
                .join(PROJECT_ENDPOINT_GROUP)
                .on(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(ENDPOINT_GROUP.ID))
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.eq(projectId))
                .orderBy(ENDPOINT_GROUP.ID)
                .fetch(EndpointGroupStore::group);
    }

    static void insert(DSLContext sql, EndpointGroup group) {
        sql.insertInto(ENDPOINT_GROUP)
                .set(ENDPOINT_GROUP.ID, group.id())
                .set(ENDPOINT_GROUP.NAME, group.name())
                .set(ENDPOINT_GROUP.DESCRIPTION, group.description())
                .set(ENDPOINT_GROUP.FILTERS, group.filters())
                .execute();
    }

    static void update(DSLContext sql, EndpointGroup group) {
        sql.update(ENDPOINT_GROUP)
                .set(ENDPOINT_GROUP.NAME, group.name())
                .set(ENDPOINT_GROUP.DESCRIPTION, group.description())
                .set(ENDPOINT_GROUP.FILTERS, group.filters())
                .where(ENDPOINT_GROUP.ID.eq(group.id()))
                .execute();
    }

    static int delete(DSLContext sql, String id) {
        return sql.deleteFrom(ENDPOINT_GROUP).where(ENDPOINT_GROUP.ID.eq(id)).execute();
    }

    static boolean has(DSLContext sql, Membership membership) {
        return sql.fetchExists(sql.selectOne()
                .from(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.eq(membership.projectId()))
                .and(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(membership.groupId())));
    }

    static void insert(DSLContext sql, Membership membership) {
        sql.insertInto(PROJECT_ENDPOINT_GROUP)
                .set(PROJECT_ENDPOINT_GROUP.PROJECT_ID, membership.projectId())
                .set(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID, membership.groupId())
                .execute();
    }

    static int delete(DSLContext sql, Membership membership) {
        return sql.deleteFrom(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.eq(membership.projectId()))
                .and(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(membership.groupId()))
                .execute();
    }

    static List<Membership> ofGroup(DSLContext sql, String groupId) {
        return sql.selectFrom(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(groupId))
                .orderBy(PROJECT_ENDPOINT_GROUP.PROJECT_ID)
                .fetch(EndpointGroupStore::membership);
    }

    static List<Membership> ofProjects(DSLContext sql, Collection<String> projectIds) {
        return sql.selectFrom(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.in(projectIds))
                .fetch(EndpointGroupStore::membership);
    }

    static void deleteOfGroup(DSLContext sql, String groupId) {
        sql.deleteFrom(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(groupId))
                .execute();
    }

    static void deleteOfProjects(DSLContext sql, Collection<String> projectIds) {
        sql.deleteFrom(PROJECT_ENDPOINT_GROUP)
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.in(projectIds))
                .execute();
    }

    private static EndpointGroup group(Record row) {
        return new EndpointGroup(
                row.get(ENDPOINT_GROUP.ID),
                row.get(ENDPOINT_GROUP.NAME),
                row.get(ENDPOINT_GROUP.DESCRIPTION),
                row.get(ENDPOINT_GROUP.FILTERS));
    }

    private static Membership membership(Record row) {
        return new Membership(
                row.get(PROJECT_ENDPOINT_GROUP.PROJECT_ID), row.get(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID));
    }
}
