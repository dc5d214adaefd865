package io.clavis.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the operator got.
 *
 * @param endpointIDs the id of each interface's endpoint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeystoneEndpointStatus(
        List<Condition> conditions,
        @Nullable Long observedGeneration,
        @Nullable String serviceID,
        Map<String, String> endpointIDs,
        List<Endpoint> endpoints) {
    /** Of a resource that nobody looked at yet. */
    public static final KeystoneEndpointStatus NEW =
            new KeystoneEndpointStatus(List.of(), null, null, Map.of(), List.of());

    public KeystoneEndpointStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        endpointIDs = endpointIDs == null ? Map.of() : Map.copyOf(endpointIDs);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }

    /** The same with other conditions. */
    public KeystoneEndpointStatus with(List<Condition> fresh, Long generation) {
        return new KeystoneEndpointStatus(fresh, generation, serviceID, endpointIDs, endpoints);
    }

    /** The same with the endpoints of a service. */
    public KeystoneEndpointStatus withEndpoints(String service, List<Endpoint> there) {
        var ids = new TreeMap<String, String>();
        there.forEach(endpoint -> ids.put(endpoint.interfaceName(), endpoint.id()));
        return new KeystoneEndpointStatus(conditions, observedGeneration, service, ids, there);
    }

    /** An endpoint as Keystone has it. */
    public record Endpoint(
            String id, @JsonProperty("interface") String interfaceName, String url) {}
}
