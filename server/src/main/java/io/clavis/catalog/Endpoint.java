package io.clavis.catalog;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a service is reached.
 *
 * @param interfaceName {@code admin}, {@code internal} or {@code public}
 * @param url may hold substitutions such as {@code $(project_id)s}
 * @param extra the attributes that the API does not know
 */
public record Endpoint(
        String id,
        String interfaceName,
        String serviceId,
        @Nullable String regionId,
        String url,
        boolean enabled,
        ObjectNode extra) {
    /** The same endpoint at another URL. */
    public Endpoint withUrl(String other) {
        return new Endpoint(id, interfaceName, serviceId, regionId, other, enabled, extra);
    }
}
