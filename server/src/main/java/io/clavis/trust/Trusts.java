package io.clavis.trust;

import io.clavis.assignment.Assignments;
import io.clavis.assignment.ImpliedRoles;
import io.clavis.assignment.Role;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.identity.User;
import io.clavis.identity.Users;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules on trusts. Thread-safe. */
public final class Trusts {
    private final Database database;
    private final Users users;
    private final Assignments assignments;
    private final ImpliedRoles impliedRoles;
    private final int maxRedelegationCount;
    private final InstantSource clock;

    /** {@code maxRedelegationCount} is {@code [trust] max_redelegation_count}. */
    public Trusts(
            Database database,
            Users users,
            Assignments assignments,
            ImpliedRoles impliedRoles,
            int maxRedelegationCount,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.assignments = assignments;
        this.impliedRoles = impliedRoles;
        this.maxRedelegationCount = maxRedelegationCount;
        this.clock = clock;
    }

    /**
     * The trust with this id and those that it was made by; 404 where one of them was deleted, has ended or is used up,
     * 403 where one may not have been made by the other, or its trustee is disabled. A statement for each of them, one
     * for their roles and, after redelegation, one for the users.
     */
    public TrustChain get(String id) {
        return chain(id, false);
    }

    /** The same for a token that was issued before: it does not end with the last use, which may be its own. */
    public TrustChain ofToken(String id) {
        return chain(id, true);
    }

    /**
     * What the trustee may do on the trust's project: the roles handed on with all that they imply, without those of
     * domains. 403 where the trustor does not have all of them any more.
     */
    public List<Role> roles(TrustChain chain) {
        var trust = chain.trust();
        var projectId = trust.projectId();
        if (projectId == null) {
            return List.of();
        }
        var wanted = impliedRoles.withImplied(trust.roleIds());
        var held = assignments.allRolesOnProject(chain.originalTrustorId(), projectId);
        requireAll(wanted, held);
        if (!trust.trustorUserId().equals(chain.originalTrustorId())) {
            requireAll(wanted, assignments.allRolesOnProject(trust.trustorUserId(), projectId));
        }
        return held.stream()
                .filter(role -> role.isGlobal() && wanted.contains(role.id()))
                .toList();
    }

    /** Takes one use of a trust by which a token was issued; 403 where none is left, 404 for a deleted one. */
    public void consume(Origin origin, Trust trust) {
        if (trust.remainingUses() == null) {
            return;
        }
        var taken = database.write(origin, tx -> {
            var done = TrustStore.consume(tx.sql(), trust.id());
            if (done) {
                tx.changed(Entity.TRUST, trust.id(), Operation.UPDATED, null);
            }
            return done;
        });
        if (taken) {
            return;
        }
        if (database.read(sql -> TrustStore.find(sql, trust.id())).isEmpty()) {
            throw missing(trust.id());
        }
        throw Forbidden.because("No remaining uses for trust: " + trust.id() + ".");
    }

    /** Deletes a trust and all that were made by it; 404 for an unknown one. Gives the ids of them all. */
    public List<String> delete(Transaction tx, String id) {
        if (!tx.lock(Entity.TRUST, id)) {
            throw missing(id);
        }
        return delete(tx, List.of(id));
    }

    /** Deletes the trusts of a user who is deleted, given and received. */
    public void deleteForUser(Transaction tx, String userId) {
        delete(tx, TrustStore.idsOfUser(tx.sql(), userId));
    }

    /** Deletes the trusts on a project that is deleted. */
    public void deleteForProject(Transaction tx, String projectId) {
        delete(tx, TrustStore.idsOfProject(tx.sql(), projectId));
    }

    /** Forgets trusts that were deleted or have ended; gives their number. */
    public int flush(Origin origin, TrustFlush which) {
        return database.write(origin, tx -> {
            var ids = TrustStore.idsToFlush(tx.sql(), which);
            TrustStore.delete(tx.sql(), ids);
            ids.forEach(id -> tx.changed(Entity.TRUST, id, Operation.DELETED, null));
            return ids.size();
        });
    }

    /** All, without their roles, the ended ones too. */
    List<Trust> all() {
        return database.read(TrustStore::all);
    }

    /** Those that a user gave. */
    List<Trust> ofTrustor(String userId) {
        return database.read(sql -> TrustStore.ofTrustor(sql, userId));
    }

    /** Those that a user received. */
    List<Trust> ofTrustee(String userId) {
        return database.read(sql -> TrustStore.ofTrustee(sql, userId));
    }

    /** 404 for a role that the trustor does not have on the project, directly or implied. */
    void requireRoles(Trust trust) {
        var projectId = trust.projectId();
        var held = projectId == null || projectId.isEmpty()
                ? Set.of()
                : assignments.allRolesOnProject(trust.trustorUserId(), projectId).stream()
                        .map(Role::id)
                        .collect(Collectors.toSet());
        for (var roleId : trust.roleIds()) {
            if (!held.contains(roleId)) {
                throw NotFound.of("role", roleId);
            }
        }
    }

    /**
     * Makes a trust; 409 where there is one between the same users, for the same project and until the same moment.
     *
     * @param source the trust that it is made by, with those before it; empty for none
     */
    Trust create(Origin origin, Trust asked, Redelegation redelegation, List<Trust> source) {
        var trust = redelegation.applied(asked, source, maxRedelegationCount);
        try {
            return database.write(origin, tx -> {
                keep(tx, trust);
                TrustStore.insert(tx.sql(), trust);
                tx.changed(Entity.TRUST, trust.id(), Operation.CREATED, null);
                return trust;
            });
        } catch (DuplicateEntry already) {
            throw Conflict.storing("trust", "Duplicate entry found with ID " + trust.id());
        }
    }

    /** 404 for what was deleted since it was looked up. */
    private static void keep(Transaction tx, Trust trust) {
        var projectId = trust.projectId();
        if (projectId != null && !projectId.isEmpty() && !tx.keep(Entity.PROJECT, projectId)) {
            throw NotFound.of("project", projectId);
        }
        for (var userId : new TreeSet<>(List.of(trust.trustorUserId(), trust.trusteeUserId()))) {
            if (!tx.keep(Entity.USER, userId)) {
                throw NotFound.of("user", userId);
            }
        }
        if (!tx.keep(Entity.ROLE, trust.roleIds())) {
            throw NotFound.of("role", String.join(", ", trust.roleIds()));
        }
        var source = trust.redelegatedTrustId();
        if (source != null && !tx.keep(Entity.TRUST, source)) {
            throw missing(source);
        }
    }

    /** The usual refusal. */
    static NotFound missing(String id) {
        return NotFound.of("trust", id);
    }

    private TrustChain chain(String id, boolean alsoUsedUp) {
        var found = database.read(sql -> TrustStore.chain(sql, id));
        if (found.isEmpty()) {
            throw missing(id);
        }
        var now = clock.instant();
        for (var trust : found) {
            var usedUp = trust.isUsedUp() && !(alsoUsedUp && trust.id().equals(id));
            if (usedUp || trust.isExpired(now)) {
                throw missing(trust.id());
            }
        }
        var absent = found.getLast().redelegatedTrustId();
        if (absent != null) {
            throw missing(absent);
        }
        var chain = new TrustChain(found).checked(maxRedelegationCount);
        requireEnabledAgents(chain);
        return chain;
    }

    private void requireEnabledAgents(TrustChain chain) {
        var agents = chain.trusts().stream().skip(1).map(Trust::trusteeUserId).collect(Collectors.toSet());
        if (agents.isEmpty()) {
            return;
        }
        var enabled = users.findAll(agents).stream().filter(User::enabled).count();
        if (enabled < agents.size()) {
            throw Forbidden.hidden("One of the trust agents is disabled or deleted");
        }
    }

    private static void requireAll(Set<String> wanted, List<Role> held) {
        var ids = held.stream().map(Role::id).collect(Collectors.toCollection(HashSet::new));
        if (!ids.containsAll(wanted)) {
            throw Forbidden.hidden("Trustee has no delegated roles.");
        }
    }

    private List<String> delete(Transaction tx, List<String> ids) {
        var all = new LinkedHashSet<>(ids);
        var open = ids;
        while (!open.isEmpty()) {
            open = TrustStore.idsMadeBy(tx.sql(), open).stream()
                    .filter(all::add)
                    .toList();
        }
        var gone = new ArrayList<>(all);
        TrustStore.markDeleted(tx.sql(), gone, clock.instant());
        gone.forEach(id -> tx.changed(Entity.TRUST, id, Operation.DELETED, null));
        return gone;
    }
}
