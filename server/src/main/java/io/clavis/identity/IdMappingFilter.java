package io.clavis.identity;

import java.util.Optional;

/**
 * Which id mappings are meant: those that agree with everything that is given.
 *
 * @param entityType user or group
 */
public record IdMappingFilter(
        Optional<String> domainId, Optional<String> publicId, Optional<String> localId, Optional<String> entityType) {
    /** All of them. */
    public static final IdMappingFilter ALL =
            new IdMappingFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
