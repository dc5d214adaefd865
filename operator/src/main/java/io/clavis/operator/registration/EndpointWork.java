package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.IdentityFailure;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.KeystoneEndpoint;
import io.clavis.operator.resource.KeystoneEndpointStatus;
import io.clavis.operator.resource.KeystoneEndpointStatus.Endpoint;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The endpoints of a service that a {@link KeystoneService} of the same namespace registers. */
final class EndpointWork implements Work<KeystoneEndpoint, KeystoneEndpointStatus> {
    /** Whether all interfaces have their address. */
    static final String ENDPOINTS = "KeystoneServiceOSEndpointsReady";

    @Override
    public List<String> conditions() {
        return List.of(ENDPOINTS);
    }

    @Override
    public KeystoneEndpointStatus status(KeystoneEndpoint resource) {
        return Optional.ofNullable(resource.getStatus()).orElse(KeystoneEndpointStatus.NEW);
    }

    @Override
    public List<Condition> conditions(KeystoneEndpointStatus status) {
        return status.conditions();
    }

    @Override
    public KeystoneEndpointStatus with(KeystoneEndpointStatus status, List<Condition> conditions, long generation) {
        return status.with(conditions, generation);
    }

    @Override
    public KeystoneEndpointStatus pursue(
            KeystoneEndpoint resource, Host.Reachable host, World world, Writer writer, Report report) {
        var status = status(resource);
        var service = service(resource, world);
        if (service.isEmpty()) {
            report.waits(
                    ENDPOINTS,
                    "WaitingForService",
                    "no KeystoneService has registered service "
                            + resource.getSpec().serviceName(),
                    Rounds.SOON);
            return status;
        }
        try {
            var settled = settled(resource, service.get(), host);
            report.holds(ENDPOINTS, "EndpointsRegistered", "all interfaces have their address");
            return status.withEndpoints(service.get(), settled);
        } catch (IdentityFailure failure) {
            report.fails(ENDPOINTS, failure);
            return status;
        }
    }

    @Override
    public void remove(KeystoneEndpoint resource, Host.Reachable host, World world, Writer writer) {
        var services = new HashSet<String>();
        Optional.ofNullable(status(resource).serviceID()).ifPresent(services::add);
        service(resource, world).ifPresent(services::add);
        services.forEach(service -> keep(resource, host.administrator(), service, Set.of()));
    }

    @Override
    public void release(KeystoneEndpoint resource, World world, Writer writer) {
        // It has nothing in the cluster.
    }

    /** The id of the service, once somebody registered it. */
    private static Optional<String> service(KeystoneEndpoint resource, World world) {
        return world.labelled(KeystoneService.class, Map.of()).stream()
                .filter(service -> service.getSpec()
                                .serviceName()
                                .equals(resource.getSpec().serviceName())
                        && !service.isMarkedForDeletion())
                .flatMap(service -> Optional.ofNullable(service.getStatus()).stream())
                .filter(EndpointWork::isRegistered)
                .flatMap(status -> Optional.ofNullable(status.serviceID()).stream())
                .findFirst();
    }

    private static boolean isRegistered(KeystoneServiceStatus status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.getType().equals(ServiceWork.SERVICE)
                        && condition.getStatus().equals("True"));
    }

    private List<Endpoint> settled(KeystoneEndpoint resource, String service, Host.Reachable host) {
        var administrator = host.administrator();
        var region = host.keystone().getSpec().bootstrap().region();
        var there = administrator.find(Kind.ENDPOINTS, Map.of("service_id", service));
        var settled = new ArrayList<Endpoint>();
        new TreeMap<>(resource.getSpec().endpoints()).forEach((interfaceName, url) -> {
            var wanted = Identity.object()
                    .put("service_id", service)
                    .put("interface", interfaceName)
                    .put("region_id", region)
                    .put("url", url)
                    .put("enabled", true);
            var endpoint = settled(resource, administrator, there, wanted);
            settled.add(new Endpoint(endpoint.path("id").asText(), interfaceName, url));
        });
        var ids = new HashSet<String>();
        settled.forEach(endpoint -> ids.add(endpoint.id()));
        keep(resource, administrator, service, ids);
        Optional.ofNullable(status(resource).serviceID())
                .filter(before -> !before.equals(service))
                .ifPresent(before -> keep(resource, administrator, before, Set.of()));
        return settled;
    }

    /** One of its own is preferred to one that is taken over. */
    private static ObjectNode settled(
            KeystoneEndpoint resource, Identity administrator, List<ObjectNode> there, ObjectNode wanted) {
        var mark = Mark.of(resource);
        var candidates = there.stream()
                .filter(one -> one.path("interface").equals(wanted.path("interface"))
                        && one.path("region_id").equals(wanted.path("region_id")))
                .toList();
        var found = candidates.stream()
                .filter(mark::isOn)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
        if (found.isEmpty()) {
            return administrator.create(Kind.ENDPOINTS, mark.on(wanted));
        }
        var changes = Changes.between(found.get(), wanted);
        return changes.isEmpty()
                ? found.get()
                : administrator.update(Kind.ENDPOINTS, found.get().path("id").asText(), changes);
    }

    /** Removes all endpoints that were made for this resource, except for these. */
    private static void keep(KeystoneEndpoint resource, Identity administrator, String service, Set<String> ids) {
        var mark = Mark.of(resource);
        administrator.find(Kind.ENDPOINTS, Map.of("service_id", service)).stream()
                .filter(mark::isOn)
                .map(endpoint -> endpoint.path("id").asText())
                .filter(id -> !ids.contains(id))
                .forEach(id -> administrator.delete(Kind.ENDPOINTS, id));
    }
}
