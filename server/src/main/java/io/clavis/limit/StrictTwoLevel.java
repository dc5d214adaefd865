package io.clavis.limit;

import io.clavis.http.Forbidden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The model strict_two_level: a project's limit may not exceed its domain's, which is the registered limit where the
 * domain has none of its own. As upstream, -1 is a number like any other here and 0 counts as not set; a domain's limit
 * is compared with what its projects have already, not with what comes with it in the same request.
 */
final class StrictTwoLevel {
    private final DSLContext sql;
    private final List<Limit> wanted;
    private final References references;
    private final Map<Owned, Integer> domains = new HashMap<>();
    private final Map<Resource, Integer> defaults = new HashMap<>();
    private final Map<Owned, List<Integer>> below = new HashMap<>();

    private record Owned(String ownerId, Resource resource) {}

    private StrictTwoLevel(DSLContext sql, List<Limit> wanted, References references) {
        this.sql = sql;
        this.wanted = wanted;
        this.references = references;
    }

    /** 403 for the first limit that does not fit the others. Three statements. */
    static void check(DSLContext sql, List<Limit> wanted, References references) {
        var check = new StrictTwoLevel(sql, wanted, references);
        check.load();
        wanted.forEach(check::check);
    }

    private void load() {
        var services = References.named(wanted, limit -> limit.resource().serviceId());
        var names = References.named(wanted, limit -> limit.resource().name());
        var parents = References.named(wanted, this::parent);
        for (var limit : LimitStore.ofDomains(sql, parents, services)) {
            domains.putIfAbsent(owned(limit.domainId(), limit), limit.resourceLimit());
        }
        for (var limit : RegisteredLimitStore.hold(sql, services, names)) {
            defaults.putIfAbsent(key(limit.resource()), limit.defaultLimit());
        }
        var above = References.named(wanted, Limit::domainId);
        for (var found : LimitStore.below(sql, above, services)) {
            below.computeIfAbsent(owned(found.domainId(), found.limit()), o -> new ArrayList<>())
                    .add(found.limit().resourceLimit());
        }
    }

    private void check(Limit limit) {
        var fits = limit.projectId() == null ? fitsBelow(limit) : fitsAbove(limit);
        if (!fits) {
            throw refused(limit);
        }
    }

    private boolean fitsAbove(Limit limit) {
        var parent = owned(parent(limit), limit);
        var together = wanted.stream()
                .filter(other -> other.domainId() != null && parent.equals(owned(other.domainId(), other)))
                .findFirst();
        if (together.isPresent()) {
            return limit.resourceLimit() <= together.get().resourceLimit();
        }
        var most = domains.containsKey(parent) ? domains.get(parent) : defaults.get(parent.resource());
        return most == null || most == 0 || limit.resourceLimit() <= most;
    }

    private boolean fitsBelow(Limit limit) {
        return below.getOrDefault(owned(limit.domainId(), limit), List.of()).stream()
                .noneMatch(child -> child != 0 && limit.resourceLimit() < child);
    }

    private @Nullable String parent(Limit limit) {
        return limit.projectId() == null ? null : references.parentOf(limit.projectId());
    }

    private Owned owned(@Nullable String ownerId, Limit limit) {
        return new Owned(String.valueOf(ownerId), key(limit.resource()));
    }

    private Resource key(Resource resource) {
        return RegisteredLimitStore.key(sql, resource);
    }

    private static Forbidden refused(Limit limit) {
        var owner = limit.projectId() == null ? "domain_id: " + limit.domainId() : "project_id: " + limit.projectId();
        var region = limit.resource().regionId();
        return Forbidden.because("Invalid resource limit: The resource limit (" + owner + ", resource_name: "
                + limit.resource().name() + ", resource_limit: " + limit.resourceLimit() + ", service_id: "
                + limit.resource().serviceId() + ", region_id: " + (region == null ? "None" : region)
                + ") doesn't satisfy current hierarchy model..");
    }
}
