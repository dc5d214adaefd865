package io.clavis.identity;

import io.clavis.db.ListQuery;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rules on users. Thread-safe. */
public final class Users {
    /** The user with this id. */
    public Optional<User> find(String id) {
        throw new UnsupportedOperationException(id);
    }

    /** The local user with this name. */
    public Optional<User> findByName(String name, String domainId) {
        throw new UnsupportedOperationException(name + domainId);
    }

    /** The users with these ids that exist, by id. */
    public List<User> findAll(Collection<String> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /** A list as {@code GET /v3/users} has it. */
    public Page<User> list(ListQuery query) {
        throw new UnsupportedOperationException(query.toString());
    }

    /** Makes a user of the attributes of a request, {@code domain_id} and {@code name} among them. */
    public User create(Origin origin, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + attributes.size());
    }

    /** Changes the attributes that are given. */
    public User update(Origin origin, String id, ObjectNode attributes) {
        throw new UnsupportedOperationException(origin.toString() + id + attributes.size());
    }

    /** Deletes the user with all that this package knows of the user, and ends the user's tokens. */
    public void delete(Transaction tx, String id) {
        throw new UnsupportedOperationException(tx.toString() + id);
    }

    /** The ids of a domain's users. */
    public List<String> idsOfDomain(String domainId) {
        throw new UnsupportedOperationException(domainId);
    }

    /** Takes a project away that is no more from all whose default it is. */
    public void forgetDefaultProject(Transaction tx, String projectId) {
        throw new UnsupportedOperationException(tx.toString() + projectId);
    }

    /** The user, if the password is right and nothing forbids to use it; 401 with the reason otherwise. */
    public User authenticate(Origin origin, String userId, String password) {
        throw new UnsupportedOperationException(origin.toString() + userId + password.length());
    }

    /** Takes as long as {@link #authenticate} and always ends in 401: for users who do not exist. */
    public User authenticateUnknown(String password) {
        throw new UnsupportedOperationException("" + password.length());
    }

    /** Changes the password of a user who knows the present one. */
    public void changePassword(Origin origin, String userId, String original, String password) {
        throw new UnsupportedOperationException(origin.toString() + userId + original.length() + password.length());
    }
}
