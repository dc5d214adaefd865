package io.clavis.endpointfilter;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.endpointfilter.EndpointGroupStore.Membership;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of endpoint groups and of the projects that have them. Thread-safe. */
public final class EndpointGroups {
    private final Database database;

    public EndpointGroups(Database database) {
        this.database = database;
    }

    /** All groups, by id. */
    public List<EndpointGroup> all() {
        return database.read(EndpointGroupStore::all);
    }

    /** The group of that id. */
    public Optional<EndpointGroup> find(String id) {
        return database.read(sql -> EndpointGroupStore.find(sql, id));
    }

    /** The group of that id; 404 where there is none. */
    public EndpointGroup require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /** The groups that a project has, by id. */
    public List<EndpointGroup> ofProject(String projectId) {
        return database.read(sql -> EndpointGroupStore.ofProject(sql, projectId));
    }

    /** The projects that have a group; none for an unknown one. */
    public List<String> projectIds(String groupId) {
        return database.read(sql -> EndpointGroupStore.ofGroup(sql, groupId)).stream()
                .map(Membership::projectId)
                .toList();
    }

    /** Creates a group. */
    public void create(Origin origin, EndpointGroup group) {
        database.write(origin, tx -> {
            EndpointGroupStore.insert(tx.sql(), group);
            tx.changed(Entity.ENDPOINT_GROUP, group.id(), Operation.CREATED, null);
            return group;
        });
    }

    /** Changes a group; 404 for an unknown one. */
    public EndpointGroup update(Origin origin, String id, UnaryOperator<EndpointGroup> change) {
        return database.write(origin, tx -> {
            tx.lock(Entity.ENDPOINT_GROUP, id);
            var changed = change.apply(EndpointGroupStore.find(tx.sql(), id).orElseThrow(() -> unknown(id)));
            EndpointGroupStore.update(tx.sql(), changed);
            tx.changed(Entity.ENDPOINT_GROUP, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a group, which its projects then have no more; 404 for an unknown one. */
    public void delete(Origin origin, String id) {
        database.write(origin, tx -> {
            tx.lock(Entity.ENDPOINT_GROUP, id);
            var memberships = EndpointGroupStore.ofGroup(tx.sql(), id);
            EndpointGroupStore.deleteOfGroup(tx.sql(), id);
            if (EndpointGroupStore.delete(tx.sql(), id) == 0) {
                throw unknown(id);
            }
            memberships.forEach(membership -> changed(tx, membership, Operation.DELETED));
            tx.changed(Entity.ENDPOINT_GROUP, id, Operation.DELETED, null);
            return id;
        });
    }

    /** Refuses with 404 where a project does not have a group. */
    public void check(String projectId, String groupId) {
        if (!database.read(sql -> EndpointGroupStore.has(sql, new Membership(projectId, groupId)))) {
            throw unassociated();
        }
    }

    /** Gives a project a group; 409 where it has it, 404 for an unknown group or project. */
    public void add(Origin origin, String projectId, String groupId) {
        var membership = new Membership(projectId, groupId);
        try {
            database.write(origin, tx -> {
                if (!tx.keep(Entity.PROJECT, projectId)) {
                    throw NotFound.of("project", projectId);
                }
                if (!tx.keep(Entity.ENDPOINT_GROUP, groupId)) {
                    throw unknown(groupId);
                }
                EndpointGroupStore.insert(tx.sql(), membership);
                changed(tx, membership, Operation.CREATED);
                return membership;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("project_endpoint_group", "Duplicate entry");
        }
    }

    /** Takes a group from a project; 404 where the project does not have it. */
    public void remove(Origin origin, String projectId, String groupId) {
        var membership = new Membership(projectId, groupId);
        database.write(origin, tx -> {
            if (EndpointGroupStore.delete(tx.sql(), membership) == 0) {
                throw unassociated();
            }
            changed(tx, membership, Operation.DELETED);
            return membership;
        });
    }

    /** Takes all groups from projects that are being deleted. */
    public void deleteForProjects(Transaction tx, Collection<String> projectIds) {
        var memberships = EndpointGroupStore.ofProjects(tx.sql(), projectIds);
        EndpointGroupStore.deleteOfProjects(tx.sql(), projectIds);
        memberships.forEach(membership -> changed(tx, membership, Operation.DELETED));
    }

    private static void changed(Transaction tx, Membership membership, Operation operation) {
        tx.changed(Entity.PROJECT_ENDPOINT_GROUP, membership.projectId() + "/" + membership.groupId(), operation, null);
    }

    private static NotFound unknown(String id) {
        return NotFound.of("Endpoint Group", id);
    }

    private static NotFound unassociated() {
        return new NotFound("Endpoint Group Project Association not found");
    }
}
