package io.clavis.endpointfilter;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Endpoints that projects may be given together.
 *
 * @param filters what an endpoint must be to belong to the group; an empty object lets all in
 */
public record EndpointGroup(
        String id, String name, @Nullable String description, JsonNode filters) {}
