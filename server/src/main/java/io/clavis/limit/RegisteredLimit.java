package io.clavis.limit;

import org.jspecify.annotations.Nullable;

/**
 * The limit of a resource where nothing else is said.
 *
 * @param defaultLimit -1 for no limit
 */
public record RegisteredLimit(
        String id,
        Resource resource,
        int defaultLimit,
        @Nullable String description) {}
