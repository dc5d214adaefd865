package io.clavis.catalog;

import tools.jackson.databind.JsonNode;

/** What the filters of an endpoint group say: an endpoint belongs to it if it has all the values that they name. */
public final class EndpointFilter {
    private EndpointFilter() {}

    /** Whether an endpoint passes all filters; one that nobody knows lets none pass. */
    public static boolean matches(JsonNode filters, Endpoint endpoint) {
        return filters.properties().stream().allMatch(wanted -> {
            var value = wanted.getValue();
            return switch (wanted.getKey()) {
                case "interface" -> value.asString("").equals(endpoint.interfaceName());
                case "service_id" -> value.asString("").equals(endpoint.serviceId());
                case "region_id" ->
                    value.isNull()
                            ? endpoint.regionId() == null
                            : value.asString("").equals(endpoint.regionId());
                case "enabled" -> value.asBoolean(false) == endpoint.enabled();
                default -> false;
            };
        });
    }
}
