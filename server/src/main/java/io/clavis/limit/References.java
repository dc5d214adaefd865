package io.clavis.limit;

import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.REGION;
import static io.clavis.db.Tables.SERVICE;

import io.clavis.http.BadRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The services, regions, projects and domains that limits name, as far as they exist. Three statements at most. */
final class References {
    private final Set<String> services;
    private final Set<String> regions;
    private final Map<String, Owner> owners;

    /** A project or domain; {@code domainId} and {@code parentId} are those of its row. */
    private record Owner(
            boolean isDomain, String domainId, @Nullable String parentId) {}

    private References(Set<String> services, Set<String> regions, Map<String, Owner> owners) {
        this.services = services;
        this.regions = regions;
        this.owners = owners;
    }

    static References ofResources(DSLContext sql, Collection<Resource> resources) {
        return new References(services(sql, resources), regions(sql, resources), Map.of());
    }

    static References ofLimits(DSLContext sql, Collection<Limit> limits) {
        var resources = limits.stream().map(Limit::resource).toList();
        var owners = owners(limits);
        return new References(services(sql, resources), regions(sql, resources), owners(sql, owners));
    }

    /** 400 where the service or the region does not exist; {@code where} is what the client sent. */
    void require(Resource resource, String where) {
        if (resource.serviceId() != null && !services.contains(resource.serviceId())) {
            throw BadRequest.missing("service_id", where);
        }
        if (resource.regionId() != null && !regions.contains(resource.regionId())) {
            throw BadRequest.missing("region_id", where);
        }
    }

    /** The limit with its owner in its place; 400 where anything that it names does not exist. */
    Limit resolve(Limit limit) {
        require(limit.resource(), "limit");
        if (limit.projectId() != null) {
            var owner = owners.get(limit.projectId());
            if (owner == null) {
                throw BadRequest.missing("project_id", "limit");
            }
            return owner.isDomain() ? limit.ofDomain(limit.projectId()) : limit;
        }
        var owner = limit.domainId() == null ? null : owners.get(limit.domainId());
        if (owner == null || !owner.isDomain()) {
            throw BadRequest.missing("domain_id", "limit");
        }
        return limit;
    }

    /** What is right above a project. */
    @Nullable
    String parentOf(String projectId) {
        var owner = owners.get(projectId);
        return owner == null ? null : owner.parentId();
    }

    /** The domain that a limit belongs to. */
    @Nullable
    String domainOf(Limit limit) {
        if (limit.projectId() == null) {
            return limit.domainId();
        }
        var owner = owners.get(limit.projectId());
        return owner == null ? null : owner.domainId();
    }

    /** The projects and domains that limits name. */
    static Set<String> owners(Collection<Limit> limits) {
        var owners = named(limits, Limit::projectId);
        owners.addAll(named(limits, Limit::domainId));
        return owners;
    }

    private static Set<String> services(DSLContext sql, Collection<Resource> resources) {
        var ids = named(resources, Resource::serviceId);
        return ids.isEmpty()
                ? Set.of()
                : sql.select(SERVICE.ID).from(SERVICE).where(SERVICE.ID.in(ids)).fetchSet(SERVICE.ID);
    }

    private static Set<String> regions(DSLContext sql, Collection<Resource> resources) {
        var ids = named(resources, Resource::regionId);
        return ids.isEmpty()
                ? Set.of()
                : sql.select(REGION.ID).from(REGION).where(REGION.ID.in(ids)).fetchSet(REGION.ID);
    }

    private static Map<String, Owner> owners(DSLContext sql, Collection<String> ids) {
        var owners = new HashMap<String, Owner>();
        sql.select(PROJECT.ID, PROJECT.IS_DOMAIN, PROJECT.DOMAIN_ID, PROJECT.PARENT_ID)
                .from(PROJECT)
                .where(PROJECT.ID.in(ids))
                .forEach(row -> owners.put(
                        row.get(PROJECT.ID),
                        new Owner(row.get(PROJECT.IS_DOMAIN), row.get(PROJECT.DOMAIN_ID), row.get(PROJECT.PARENT_ID))));
        return owners;
    }

    /** What things name, each once; a thing may name nothing. */
    static <T> Set<String> named(Collection<T> things, Function<T, @Nullable String> attribute) {
        var ids = new HashSet<String>();
        for (var thing : things) {
            var id = attribute.apply(thing);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }
}
