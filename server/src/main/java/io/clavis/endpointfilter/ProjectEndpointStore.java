package io.clavis.endpointfilter;

import static io.clavis.db.Tables.PROJECT_ENDPOINT;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table project_endpoint. */
final class ProjectEndpointStore {
    private ProjectEndpointStore() {}

    /** An endpoint that a project sees. */
    record Association(String projectId, String endpointId) {}

    static boolean has(DSLContext sql, Association association) {
        return sql.fetchExists(sql.selectOne()
                .from(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.PROJECT_ID.eq(association.projectId()))
                .and(PROJECT_ENDPOINT.ENDPOINT_ID.eq(association.endpointId())));
    }

    static List<Association> ofEndpoint(DSLContext sql, String endpointId) {
        return sql.selectFrom(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.ENDPOINT_ID.eq(endpointId))
                .orderBy(PROJECT_ENDPOINT.PROJECT_ID)
                .fetch(ProjectEndpointStore::association);
    }

    static List<Association> ofProjects(DSLContext sql, Collection<String> projectIds) {
        return sql.selectFrom(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.PROJECT_ID.in(projectIds))
                .fetch(ProjectEndpointStore::association);
    }

    static void insert(DSLContext sql, Association association) {
        sql.insertInto(PROJECT_ENDPOINT)
                .set(PROJECT_ENDPOINT.PROJECT_ID, association.projectId())
                .set(PROJECT_ENDPOINT.ENDPOINT_ID, association.endpointId())
                .execute();
    }

    static int delete(DSLContext sql, Association association) {
        return sql.deleteFrom(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.PROJECT_ID.eq(association.projectId()))
                .and(PROJECT_ENDPOINT.ENDPOINT_ID.eq(association.endpointId()))
                .execute();
    }

    static void deleteOfProjects(DSLContext sql, Collection<String> projectIds) {
        sql.deleteFrom(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.PROJECT_ID.in(projectIds))
                .execute();
    }

    private static Association association(Record row) {
        return new Association(row.get(PROJECT_ENDPOINT.PROJECT_ID), row.get(PROJECT_ENDPOINT.ENDPOINT_ID));
    }
}
