package io.clavis.auth;

import io.clavis.assignment.Grants;
import io.clavis.assignment.Role;
import io.clavis.assignment.Roles;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Identifier;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives a federated user the roles on projects that the mapping says, and makes projects that are not there. Thread-safe. */
public final class ProjectProvisioning {
    private final Database database;
    private final Projects projects;
    private final Roles roles;
    private final Grants grants;

    public ProjectProvisioning(Database database, Projects projects, Roles roles, Grants grants) {
        this.database = database;
        this.projects = projects;
        this.roles = roles;
        this.grants = grants;
    }

    /** A project by name, with the names of roles. */
    record Wish(String name, String domainId, List<String> roles) {}

    /** Wishes whose roles exist. */
    record Plan(Map<ProjectName, Set<Role>> roles) {}

    /** What names a project. */
    record ProjectName(String domainId, String name) {}

    /** Finds the roles: 404 for one that does not exist, 403 for one of another domain than the user's. */
    Plan plan(List<Wish> wishes, String userDomainId, String idpId) {
        var names = new LinkedHashSet<String>();
        wishes.forEach(wish -> names.addAll(wish.roles()));
        var known = new HashMap<String, Role>();
        roles.findByNames(names).forEach(role -> known.merge(role.name(), role, (a, b) -> nearer(a, b, userDomainId)));
        var plan = new LinkedHashMap<ProjectName, Set<Role>>();
        for (var wish : wishes) {
            var wanted =
                    plan.computeIfAbsent(new ProjectName(wish.domainId(), wish.name()), name -> new LinkedHashSet<>());
            wish.roles().forEach(name -> wanted.add(usable(known, name, userDomainId, idpId)));
        }
        return new Plan(plan);
    }

    /** Carries a plan out; {@code only} takes away all other roles that the user has on projects. */
    void provide(Origin origin, String userId, Plan plan, boolean only) {
        if (plan.roles().isEmpty() && !only) {
            return;
        }
        try {
            write(origin, userId, plan, only);
        } catch (DuplicateEntry madeMeanwhile) {
            again(origin, userId, plan, only);
        }
    }

    private void again(Origin origin, String userId, Plan plan, boolean only) {
        try {
            write(origin, userId, plan, only);
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("project", "Duplicate entry");
        }
    }

    private void write(Origin origin, String userId, Plan plan, boolean only) {
        var known = new HashMap<ProjectName, Project>();
        projects.findByNames(namesByDomain(plan.roles().keySet()))
                .forEach(project -> known.put(new ProjectName(project.owningDomainId(), project.name()), project));
        database.write(origin, tx -> {
            var wanted = new LinkedHashMap<Project, Collection<Role>>();
            plan.roles().forEach((name, given) -> wanted.put(project(tx, name, known), given));
            grants.provide(tx, userId, wanted, only);
            return wanted;
        });
    }

    private Project project(Transaction tx, ProjectName name, Map<ProjectName, Project> known) {
        var found = known.get(name);
        return found != null
                ? found
                : projects.create(tx, Project.inDomain(Identifier.random(), name.name(), name.domainId()));
    }

    private static Map<String, Set<String>> namesByDomain(Collection<ProjectName> projects) {
        var names = new LinkedHashMap<String, Set<String>>();
        projects.forEach(project -> names.computeIfAbsent(project.domainId(), id -> new LinkedHashSet<>())
                .add(project.name()));
        return names;
    }

    private static Role nearer(Role one, Role other, String domainId) {
        if (one.isGlobal() || other.isGlobal()) {
            return one.isGlobal() ? one : other;
        }
        return domainId.equals(other.domainId()) ? other : one;
    }

    private static Role usable(Map<String, Role> known, String name, String domainId, String idpId) {
        var role = known.get(name);
        if (role == null) {
            throw new NotFound(name);
        }
        if (!role.isGlobal() && !domainId.equals(role.domainId())) {
            throw Forbidden.hidden(
                    "role: " + name + " must be within the same domain as the identity provider: " + idpId + ".");
        }
        return role;
    }
}
