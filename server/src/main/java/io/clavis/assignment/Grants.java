package io.clavis.assignment;

import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import io.clavis.assignment.Target.OnSystem;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.ReferenceViolation;
import io.clavis.db.Transaction;
import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules on giving and taking roles. Whether the actor exists is no rule here. Thread-safe. */
public final class Grants {
    private final Database database;
    private final Roles roles;
    private final Projects projects;

    public Grants(Database database, Roles roles, Projects projects) {
        this.database = database;
        this.roles = roles;
        this.projects = projects;
    }

    /**
     * Gives a role; silent where it was given before.
     *
     * @throws NotFound if the role or the target does not exist
     * @throws Forbidden if the role belongs to another domain than the project
     * @throws BadRequest if the role belongs to a domain and the target is the system
     */
    public void create(Origin origin, Grant grant) {
        checkDomain(role(grant.roleId()), grant.target());
        try {
            database.write(origin, tx -> {
                keep(tx, grant);
                if (!GrantStore.exists(tx.sql(), grant)) {
                    GrantStore.insert(tx.sql(), grant);
                    tx.changed(Entity.ASSIGNMENT, grant.id(), Operation.CREATED, null);
                }
                return grant;
            });
        } catch (DuplicateEntry givenMeanwhile) {
            // Then it is as the caller wants it.
            return;
        } catch (ReferenceViolation roleDeletedMeanwhile) {
            throw NotFound.of("role", grant.roleId());
        }
    }

    /** 404 for what was deleted since it was looked up. */
    private static void keep(Transaction tx, Grant grant) {
        boolean target = switch (grant.target()) {
            case OnProject(String id) -> tx.keep(Entity.PROJECT, id);
            case OnDomain(String id) -> tx.keep(Entity.DOMAIN, id);
            case OnSystem() -> true;
        };
        if (!target) {
            throw GrantLookup.missing(grant.target());
        }
        var actor = grant.actor();
        if (!tx.keep(actor.isGroup() ? Entity.GROUP : Entity.USER, actor.id())) {
            throw GrantLookup.missing(actor);
        }
        if (!tx.keep(Entity.ROLE, grant.roleId())) {
            throw NotFound.of("role", grant.roleId());
        }
    }

    /** 404 where the role, the target or the grant does not exist. */
    void check(Grant grant) {
        role(grant.roleId());
        checkTarget(grant.target());
        if (!database.read(sql -> GrantStore.exists(sql, grant))) {
            throw missing(grant);
        }
    }

    /** The roles that an actor has on a target by grants of its own, by id; 404 where there is no such target. */
    List<Role> list(Actor actor, Target target, boolean inherited) {
        checkTarget(target);
        return database.read(sql -> GrantStore.roles(sql, actor, target, inherited));
    }

    /** Takes a role away; 404 where the role or the grant does not exist. */
    public void delete(Origin origin, Grant grant) {
        role(grant.roleId());
        database.write(origin, tx -> {
            if (!GrantStore.delete(tx.sql(), grant)) {
                throw missing(grant);
            }
            tx.changed(Entity.ASSIGNMENT, grant.id(), Operation.DELETED, null);
            return grant;
        });
    }

    /**
     * Gives a user roles on projects that exist, and leaves those that the user has already.
     *
     * @param wanted by the project's id, the roles
     * @param only whether the user loses all other roles on projects
     * @throws Forbidden if a role belongs to another domain than its project
     */
    public void provide(Transaction tx, String userId, Map<Project, ? extends Collection<Role>> wanted, boolean only) {
        var actor = Actor.user(userId);
        var grants = new LinkedHashSet<Grant>();
        wanted.forEach((project, roles) -> roles.forEach(role -> {
            checkSameDomain(role, project.id(), project.domainId());
            grants.add(Grant.of(actor, new OnProject(project.id()), role.id()));
        }));
        var direct = GrantConditions.toUser(userId).and(GrantConditions.DIRECT).and(GrantConditions.ON_PROJECTS);
        var held = GrantStore.list(tx.sql(), direct);
        for (var grant : grants) {
            if (!held.contains(grant)) {
                GrantStore.insert(tx.sql(), grant);
                tx.changed(Entity.ASSIGNMENT, grant.id(), Operation.CREATED, null);
            }
        }
        for (var grant : held) {
            if (only && !grants.contains(grant)) {
                GrantStore.delete(tx.sql(), grant);
                tx.changed(Entity.ASSIGNMENT, grant.id(), Operation.DELETED, null);
            }
        }
    }

    private Role role(String id) {
        return roles.find(id).orElseThrow(() -> NotFound.of("role", id));
    }

    private void checkDomain(Role role, Target target) {
        switch (target) {
            case OnProject(String id) -> {
                var project = projects.find(id).orElseThrow(() -> NotFound.of("project", id));
                checkSameDomain(role, id, project.domainId());
            }
            case OnDomain domain -> checkTarget(domain);
            case OnSystem() -> {
                if (!role.isGlobal()) {
                    throw new BadRequest("Role " + role.id() + " is a domain-specific role. Unable to use a"
                            + " domain-specific role in a system assignment.");
                }
            }
        }
    }

    private static void checkSameDomain(Role role, String projectId, @Nullable String domainId) {
        if (!role.isGlobal() && !Objects.equals(role.domainId(), domainId)) {
            throw Forbidden.because("Project " + projectId + " must be in the same domain as the role " + role.id()
                    + " being assigned.");
        }
    }

    private void checkTarget(Target target) {
        boolean exists = switch (target) {
            case OnProject(String id) -> projects.find(id).isPresent();
            case OnDomain(String id) -> projects.findDomain(id).isPresent();
            case OnSystem() -> true;
        };
        if (!exists) {
            throw GrantLookup.missing(target);
        }
    }

    private static NotFound missing(Grant grant) {
        return new NotFound("Could not find role assignment with role: " + grant.roleId() + ", user or group: "
                + grant.actor().id() + ", project, domain, or system: "
                + grant.target().id() + ".");
    }
}
