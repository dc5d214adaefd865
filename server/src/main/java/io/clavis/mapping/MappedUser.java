package io.clavis.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is.
 *
 * @param local whether the user must be there already; others are made on their first visit
 * @param domain empty where the rules name none
 */
public record MappedUser(
        @Nullable String id,
        @Nullable String name,
        @Nullable String email,
        boolean local,
        Optional<DomainReference> domain) {}
