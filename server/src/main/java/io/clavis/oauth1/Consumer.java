package io.clavis.oauth1;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A third party that may ask for access in a user's name. Its secret is told once, when it is created, and is no part of
 * this.
 *
 * @param extra the attributes that the API does not know
 */
public record Consumer(String id, @Nullable String description, ObjectNode extra) {}
