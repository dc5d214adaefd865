package io.clavis.assignment;

import static io.clavis.db.Tables.ASSIGNMENT;

import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Where some actors have a role that a token can show. At most five statements each. */
final class EffectiveTargets {
    private EffectiveTargets() {}

    /** The projects, by id, with those where a grant is inherited. */
    static List<String> projectIds(DSLContext sql, Condition ofActors) {
        var onProjects = GrantConditions.DIRECT.and(GrantConditions.ON_PROJECTS);
        var grants = counting(sql, ofActors.and(onProjects.or(GrantConditions.INHERITED)));
        var found = new TreeSet<String>();
        grants.stream()
                .filter(grant -> !grant.inherited())
                .forEach(grant -> found.add(grant.target().id()));
        if (grants.stream().anyMatch(Grant::inherited)) {
            found.addAll(inheriting(sql, ofActors, grants));
        }
        return List.copyOf(found);
    }

    /** The domains, by id; nothing is inherited by a domain. */
    static List<String> domainIds(DSLContext sql, Condition ofActors) {
        var direct = GrantConditions.DIRECT.and(GrantConditions.ON_DOMAINS);
        var found = new TreeSet<String>();
        counting(sql, ofActors.and(direct))
                .forEach(grant -> found.add(grant.target().id()));
        return List.copyOf(found);
    }

    private static Collection<String> inheriting(DSLContext sql, Condition ofActors, List<Grant> grants) {
        var below = ProjectTrees.below(sql, sources(ofActors.and(GrantConditions.ON_PROJECTS)));
        var inDomains = ProjectTrees.inDomains(sql, sources(ofActors.and(GrantConditions.ON_DOMAINS)));
        var found = new TreeSet<String>();
        grants.stream().filter(Grant::inherited).forEach(grant -> found.addAll(inheriting(grant, below, inDomains)));
        return found;
    }

    /** The projects on which an inherited grant counts. */
    static List<String> inheriting(Grant grant, Map<String, List<String>> below, Map<String, List<String>> inDomains) {
        return switch (grant.target()) {
            case OnProject(String id) -> below.getOrDefault(id, List.of());
            case OnDomain(String id) -> inDomains.getOrDefault(id, List.of());
            case Target.OnSystem() -> List.of();
        };
    }

    /** The ids of the targets of inherited grants, as a subquery. */
    static Select<Record1<String>> sources(Condition grants) {
        return DSL.select(ASSIGNMENT.TARGET_ID).from(ASSIGNMENT).where(grants.and(GrantConditions.INHERITED));
    }

    // A role of a domain counts only if it implies a global one.
    private static List<Grant> counting(DSLContext sql, Condition condition) {
        var grants = GrantStore.list(sql, condition);
        if (grants.isEmpty()) {
            return grants;
        }
        var domainRoles = RoleStore.idsOfDomainRoles(sql);
        if (domainRoles.isEmpty()) {
            return grants;
        }
        var implications = Implications.of(ImpliedRoleStore.all(sql));
        Predicate<Grant> counts = grant -> !domainRoles.containsAll(implications.expand(List.of(grant.roleId())));
        return grants.stream().filter(counts).toList();
    }
}
