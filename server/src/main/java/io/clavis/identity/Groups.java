package io.clavis.identity;

import io.clavis.db.ListQuery;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rules on groups and on who is in them. Thread-safe. */
public final class Groups {
    /** The group with this id. */
    public Optional<Group> find(String id) {
        throw new UnsupportedOperationException(id);
    }

    /** The group with this name. */
    public Optional<Group> findByName(String name, String domainId) {
        throw new UnsupportedOperationException(name + domainId);
    }

    /** The groups with these ids that exist, by id. */
    public List<Group> findAll(Collection<String> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /** A list as {@code GET /v3/groups} has it. */
    public Page<Group> list(ListQuery query) {
        throw new UnsupportedOperationException(query.toString());
    }

    /** The groups that a user is in just now, memberships by federation included while they last. */
    public List<String> groupIdsOf(String userId) {
        throw new UnsupportedOperationException(userId);
    }

    /** The users in a group, without those whose membership comes by federation. */
    public List<String> memberIds(String groupId) {
        throw new UnsupportedOperationException(groupId);
    }

    /** Makes a group of the attributes of a request, {@code domain_id} and {@code name} among them. */
    public Group create(Origin origin, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + attributes.size());
    }

    /** Changes the attributes that are given. */
    public Group update(Origin origin, String id, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + id + attributes.size());
    }

    /** Deletes the group and who is in it. */
    public void delete(Transaction tx, String id) {
        throw new UnsupportedOperationException(tx.toString() + id);
    }

    /** The ids of a domain's groups. */
    public List<String> idsOfDomain(String domainId) {
        throw new UnsupportedOperationException(domainId);
    }
}
