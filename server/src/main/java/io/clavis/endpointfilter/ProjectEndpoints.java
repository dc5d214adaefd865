package io.clavis.endpointfilter;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.endpointfilter.ProjectEndpointStore.Association;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.List;

/** The rules of the endpoints that a project is limited to, one by one. Thread-safe. */
public final class ProjectEndpoints {
    private final Database database;

    public ProjectEndpoints(Database database) {
        this.database = database;
    }

    /** The projects that are given an endpoint by itself. */
    public List<String> projectIds(String endpointId) {
        return database.read(sql -> ProjectEndpointStore.ofEndpoint(sql, endpointId)).stream()
                .map(Association::projectId)
                .toList();
    }

    /** Refuses with 404 where a project is not given an endpoint by itself. */
    public void check(String projectId, String endpointId) {
        var association = new Association(projectId, endpointId);
        if (!database.read(sql -> ProjectEndpointStore.has(sql, association))) {
            throw unassociated(association);
        }
    }

    /** Gives a project an endpoint; 409 where it has it, 404 for an unknown project or endpoint. */
    public void add(Origin origin, String projectId, String endpointId) {
        var association = new Association(projectId, endpointId);
        try {
            database.write(origin, tx -> {
                if (!tx.keep(Entity.PROJECT, projectId)) {
                    throw NotFound.of("project", projectId);
                }
                if (!tx.keep(Entity.ENDPOINT, endpointId)) {
                    throw NotFound.of("endpoint", endpointId);
                }
                ProjectEndpointStore.insert(tx.sql(), association);
                changed(tx, association, Operation.CREATED);
                return association;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("project_endpoint", "Duplicate entry");
        }
    }

    /** Takes an endpoint from a project; 404 where the project does not have it. */
    public void remove(Origin origin, String projectId, String endpointId) {
        var association = new Association(projectId, endpointId);
        database.write(origin, tx -> {
            if (ProjectEndpointStore.delete(tx.sql(), association) == 0) {
                throw unassociated(association);
            }
            changed(tx, association, Operation.DELETED);
            return association;
        });
    }

    /** Takes all endpoints from projects that are being deleted. */
    public void deleteForProjects(Transaction tx, Collection<String> projectIds) {
        var associations = ProjectEndpointStore.ofProjects(tx.sql(), projectIds);
        ProjectEndpointStore.deleteOfProjects(tx.sql(), projectIds);
        associations.forEach(association -> changed(tx, association, Operation.DELETED));
    }

    private static void changed(Transaction tx, Association association, Operation operation) {
        tx.changed(Entity.PROJECT_ENDPOINT, association.projectId() + "/" + association.endpointId(), operation, null);
    }

    private static NotFound unassociated(Association association) {
        return new NotFound(
                "Endpoint " + association.endpointId() + " not found in project " + association.projectId());
    }
}
