package io.clavis.assignment;

import io.clavis.db.ListQuery;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rules on roles. Thread-safe. */
public final class Roles {
    /** The role with this id. */
    public Optional<Role> find(String id) {
        throw new UnsupportedOperationException(id);
    }

    /** The global role with this name. */
    public Optional<Role> findByName(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** The role of a domain with this name. */
    public Optional<Role> findByName(String name, String domainId) {
        throw new UnsupportedOperationException(name + domainId);
    }

    /** The roles with these ids that exist, by id. */
    public List<Role> findAll(Collection<String> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /** A list as {@code GET /v3/roles} has it. */
    public Page<Role> list(ListQuery query) {
        throw new UnsupportedOperationException(query.toString());
    }

    /** Makes a role of the attributes of a request, {@code name} among them. */
    public Role create(Origin origin, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + attributes.size());
    }

    /** Changes the attributes that are given. */
    public Role update(Origin origin, String id, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + id + attributes.size());
    }

    /** Deletes the role, its options and implications; who holds it is {@link Assignments#deleteForRole}'s. */
    public void delete(Transaction tx, String id) {
        throw new UnsupportedOperationException(tx.toString() + id);
    }

    /** Deletes the roles of a domain. */
    public void deleteForDomain(Transaction tx, String domainId) {
        throw new UnsupportedOperationException(tx.toString() + domainId);
    }
}
