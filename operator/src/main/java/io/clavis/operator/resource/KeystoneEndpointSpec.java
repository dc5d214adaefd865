package io.clavis.operator.resource;

import java.util.Map;

/**
 * What somebody wants of a {@link KeystoneEndpoint}.
 *
 * @param endpoints an address for each interface
 */
public record KeystoneEndpointSpec(String serviceName, Map<String, String> endpoints) {
    public KeystoneEndpointSpec {
        endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
    }
}
