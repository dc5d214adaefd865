package io.clavis.limit;

import org.jspecify.annotations.Nullable;

/**
 * The limit of a resource for one project or one domain; it overrides the registered limit.
 *
 * @param projectId null for a domain's limit
 * @param domainId null for a project's limit
 * @param resourceLimit -1 for no limit
 */
public record Limit(
        String id,
        @Nullable String projectId,
        @Nullable String domainId,
        Resource resource,
        int resourceLimit,
        @Nullable String description) {
    /**
     * The same with another value and description; null keeps what is there. Upstream keeps it for 0 and an empty text
     * as well, in what it stores.
     */
    Limit changed(@Nullable Integer otherLimit, @Nullable String otherDescription) {
        return new Limit(
                id,
                projectId,
                domainId,
                resource,
                otherLimit == null ? resourceLimit : otherLimit,
                otherDescription == null ? description : otherDescription);
    }

    /** The same as a domain's limit: upstream takes a domain's id where a project's stands. */
    Limit ofDomain(String id) {
        return new Limit(this.id, null, id, resource, resourceLimit, description);
    }
}
