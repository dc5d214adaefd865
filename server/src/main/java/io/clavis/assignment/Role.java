package io.clavis.assignment;

import io.clavis.resource.ResourceOptions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A role.
 *
 * @param domainId null for a global role
 * @param extra what the API knows no attribute for; not to be changed
 */
public record Role(
        String id,
        String name,
        @Nullable String domainId,
        @Nullable String description,
        ResourceOptions options,
        ObjectNode extra) {
    /** Whether it is no domain's own. */
    public boolean isGlobal() {
        return domainId == null;
    }
}
