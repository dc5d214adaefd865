package io.clavis.resource;

import org.jspecify.annotations.Nullable;

/**
 * What a project or domain is called, and in which domain.
 *
 * @param domainId null for a domain
 */
public record ProjectName(String name, @Nullable String domainId) {}
