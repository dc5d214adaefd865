package io.clavis.catalog;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place that endpoints stand in.
 *
 * @param id chosen by who creates it, or generated
 * @param description empty where none was given
 * @param extra the attributes that the API does not know
 */
public record Region(
        String id, String description, @Nullable String parentRegionId, ObjectNode extra) {}
