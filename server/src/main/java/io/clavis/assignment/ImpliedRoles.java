package io.clavis.assignment;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The rules on implications. Circles are allowed, as upstream has it: they mean that all their roles are one. */
public final class ImpliedRoles {
    private final Database database;
    private final Set<String> prohibited;

    /** With the names in {@code [assignment] prohibited_implied_role}. */
    public ImpliedRoles(Database database, List<String> prohibited) {
        this.database = database;
        this.prohibited = Set.copyOf(prohibited);
    }

    /** What a role implies directly, by id. */
    List<String> impliedBy(String priorRoleId) {
        return database.read(sql -> ImpliedRoleStore.ofPrior(sql, priorRoleId)).stream()
                .map(ImpliedRole::impliedRoleId)
                .toList();
    }

    /** The roles with all that they imply, over any number of steps. One statement. */
    public Set<String> withImplied(Collection<String> roleIds) {
        return Implications.of(all()).expand(roleIds);
    }

    List<ImpliedRole> all() {
        return database.read(ImpliedRoleStore::all);
    }

    /** 404 where there is no such rule. */
    void check(Role prior, Role implied) {
        var rule = new ImpliedRole(prior.id(), implied.id());
        if (!database.read(sql -> ImpliedRoleStore.exists(sql, rule))) {
            throw missing(rule);
        }
    }

    /**
     * Lets one role imply another.
     *
     * @throws Forbidden if the implied role is prohibited, or a domain's while the prior one is global
     * @throws Conflict if it does so already
     */
    public void create(Origin origin, Role prior, Role implied) {
        if (prohibited.contains(implied.name()) || (prior.isGlobal() && !implied.isGlobal())) {
            throw Forbidden.because(implied.id() + " cannot be an implied roles.");
        }
        var rule = new ImpliedRole(prior.id(), implied.id());
        try {
            database.write(origin, tx -> {
                if (!tx.keep(Entity.ROLE, List.of(prior.id(), implied.id()))) {
                    throw NotFound.of("role", tx.keep(Entity.ROLE, prior.id()) ? implied.id() : prior.id());
                }
                ImpliedRoleStore.insert(tx.sql(), rule);
                tx.changed(Entity.IMPLIED_ROLE, rule.id(), Operation.CREATED, null);
                return rule;
            });
        } catch (DuplicateEntry already) {
            throw Conflict.storing("implied_role", "Duplicate entry");
        }
    }

    /** Ends it; 404 where there is no such rule. */
    void delete(Origin origin, Role prior, Role implied) {
        var rule = new ImpliedRole(prior.id(), implied.id());
        database.write(origin, tx -> {
            if (!ImpliedRoleStore.delete(tx.sql(), rule)) {
                throw missing(rule);
            }
            tx.changed(Entity.IMPLIED_ROLE, rule.id(), Operation.DELETED, null);
            return rule;
        });
    }

    private static NotFound missing(ImpliedRole rule) {
        return new NotFound(rule.priorRoleId() + " does not imply " + rule.impliedRoleId() + ".");
    }
}
