package io.clavis.identity;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group of users.
 *
 * @param extra what the API knows no attribute for; not to be changed
 */
public record Group(
        String id, String domainId, String name, @Nullable String description, ObjectNode extra) {}
