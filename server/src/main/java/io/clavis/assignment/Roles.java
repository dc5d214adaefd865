package io.clavis.assignment;

import io.clavis.db.Columns;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Filter;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules on roles. Thread-safe. */
public final class Roles {
    private final Database database;
    private final ListLimits limits;

    /** With {@code [role] list_limit}. */
    public Roles(Database database, ListLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** The role with this id. One statement. */
    public Optional<Role> find(String id) {
        return database.read(sql -> RoleStore.find(sql, id));
    }

    /** The global role with this name. */
    public Optional<Role> findByName(String name) {
        return database.read(sql -> RoleStore.findByName(sql, name, null));
    }

    /** The role of a domain with this name. */
    public Optional<Role> findByName(String name, String domainId) {
        return database.read(sql -> RoleStore.findByName(sql, name, domainId));
    }

    /** The global role and the roles of domains with this name. */
    public List<Role> findAllByName(String name) {
        return database.read(sql -> RoleStore.findAllByName(sql, name));
    }

    /** The roles with these ids that exist, by id. One statement. */
    public List<Role> findAll(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : database.read(sql -> RoleStore.findAll(sql, ids));
    }

    /** All roles with these names, those of domains among them. One statement. */
    public List<Role> findByNames(Collection<String> names) {
        return names.isEmpty() ? List.of() : database.read(sql -> RoleStore.findByNames(sql, names));
    }

    /** A list as {@code GET /v3/roles} has it: of one domain, or else the global roles. */
    public Page<Role> list(ListQuery query) {
        var narrowed = query.exact("domain_id").isPresent()
                ? query
                : query.and(Filter.equal("domain_id", Columns.NULL_DOMAIN));
        var window = limits.capped(narrowed);
        return database.read(sql -> window.page(RoleStore.list(sql, narrowed, window)));
    }

    /**
     * Makes a role of the attributes of a request, {@code name} among them.
     *
     * @throws Conflict if the name is taken in the domain, or among the global roles
     */
    public Role create(Origin origin, ObjectNode attributes) {
        var role = RoleBody.create(Identifier.random(), attributes);
        create(origin, role);
        return role;
    }

    /** Makes a role with an id of its own, for the bootstrap. */
    public void create(Origin origin, Role role) {
        try {
            database.write(origin, tx -> {
                RoleStore.insert(tx.sql(), role);
                tx.changed(Entity.ROLE, role.id(), Operation.CREATED, role.domainId());
                return role;
            });
        } catch (DuplicateEntry taken) {
            throw nameTaken(role.name(), role.domainId());
        }
    }

    /**
     * Changes the attributes that are given.
     *
     * @throws io.clavis.http.Forbidden if the role is immutable
     */
    public Role update(Origin origin, String id, ObjectNode attributes) {
        try {
            return database.write(origin, tx -> {
                tx.lock(Entity.ROLE, id);
                var before = RoleStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("role", id));
                var after = RoleBody.update(before, attributes);
                RoleStore.update(tx.sql(), before, after);
                tx.changed(Entity.ROLE, id, Operation.UPDATED, after.domainId());
                return after;
            });
        } catch (DuplicateEntry taken) {
            throw nameTaken(
                    attributes.path("name").asString(id),
                    attributes.path("domain_id").asString(null));
        }
    }

    /**
     * Deletes the role, its options and implications; who holds it goes first, by {@link Assignments#deleteForRole}.
     *
     * @throws io.clavis.http.Forbidden if the role is immutable
     */
    public void delete(Transaction tx, String id) {
        var role = RoleStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("role", id));
        if (role.options().isImmutable()) {
            throw RoleBody.immutable(role, "delete");
        }
        for (var rule : ImpliedRoleStore.deleteAllOf(tx.sql(), id)) {
            tx.changed(Entity.IMPLIED_ROLE, rule.id(), Operation.DELETED, null);
        }
        RoleStore.delete(tx.sql(), id);
        tx.changed(Entity.ROLE, id, Operation.DELETED, role.domainId());
    }

    private static Conflict nameTaken(String name, @Nullable String domainId) {
        var where = domainId == null ? "" : " at domain ID " + domainId;
        return Conflict.storing("role", "Duplicate entry found with name " + name + where);
    }
}
