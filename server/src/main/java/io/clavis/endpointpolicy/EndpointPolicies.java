package io.clavis.endpointpolicy;

import io.clavis.catalog.Endpoint;
import io.clavis.catalog.Endpoints;
import io.clavis.catalog.Region;
import io.clavis.catalog.Regions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which policy is in force where. The nearest counts: that of the endpoint itself, else that of its service in its
 * region or in the nearest region above, else that of its service.
 */
public final class EndpointPolicies {
    private final PolicyAssociations associations;
    private final Endpoints endpoints;
    private final Regions regions;

    public EndpointPolicies(PolicyAssociations associations, Endpoints endpoints, Regions regions) {
        this.associations = associations;
        this.endpoints = endpoints;
        this.regions = regions;
    }

    /** The id of the policy in force for an endpoint. At most two statements. */
    public Optional<String> policyId(Endpoint endpoint) {
        var policies = new HashMap<PolicySubject, String>();
        associations
                .around(endpoint.id(), endpoint.serviceId())
                .forEach(association -> policies.putIfAbsent(association.subject(), association.policyId()));
        return policies.isEmpty()
                ? Optional.empty()
                : subjects(endpoint).stream()
                        .filter(policies::containsKey)
                        .map(subject -> policies.get(subject))
                        .findFirst();
    }

    /**
     * The endpoints that a policy is for; one stands there as often as associations lead to it, as upstream has it. What
     * is associated and gone is left out. Three statements.
     */
    public List<Endpoint> endpoints(String policyId) {
        var subjects = associations.subjects(policyId);
        if (subjects.isEmpty()) {
            return List.of();
        }
        var all = endpoints.all();
        var parents = parents();
        return subjects.stream()
                .flatMap(subject -> all.stream().filter(endpoint -> covers(subject, endpoint, parents)))
                .toList();
    }

    private List<PolicySubject> subjects(Endpoint endpoint) {
        var subjects = new ArrayList<PolicySubject>();
        subjects.add(PolicySubject.endpoint(endpoint.id()));
        if (endpoint.regionId() != null) {
            upwards(endpoint.regionId(), parents())
                    .forEach(region -> subjects.add(PolicySubject.serviceInRegion(endpoint.serviceId(), region)));
        }
        subjects.add(PolicySubject.service(endpoint.serviceId()));
        return subjects;
    }

    private static boolean covers(PolicySubject subject, Endpoint endpoint, Map<String, String> parents) {
        if (subject.endpointId() != null) {
            return subject.endpointId().equals(endpoint.id());
        }
        return endpoint.serviceId().equals(subject.serviceId())
                && (subject.regionId() == null
                        || upwards(endpoint.regionId(), parents).contains(subject.regionId()));
    }

    // A region that stands above itself ends the way, however it came into the database.
    private static List<String> upwards(@Nullable String regionId, Map<String, String> parents) {
        var way = new ArrayList<String>();
        Set<String> seen = new HashSet<>();
        for (var at = regionId; at != null && seen.add(at); at = parents.get(at)) {
            way.add(at);
        }
        return way;
    }

    private Map<String, String> parents() {
        var parents = new HashMap<String, String>();
        for (Region region : regions.all()) {
            var parent = region.parentRegionId();
            if (parent != null) {
                parents.put(region.id(), parent);
            }
        }
        return parents;
    }
}
