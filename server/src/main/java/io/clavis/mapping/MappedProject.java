package io.clavis.mapping;

import java.util.List;
import java.util.Optional;

/**
 * A project that the user is to have roles on.
 *
 * @param domain empty where the rules name none
 * @param roles by name
 */
public record MappedProject(String name, Optional<DomainReference> domain, List<String> roles) {
    public MappedProject {
        roles = List.copyOf(roles);
    }
}
