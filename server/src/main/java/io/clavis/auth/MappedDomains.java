package io.clavis.auth;

import io.clavis.http.NotFound;
import io.clavis.mapping.DomainReference;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the domains that a mapping names, each once. Where it names none, it means the provider's. For one login. */
final class MappedDomains {
    private final Projects projects;
    private final String fallbackId;
    private final Map<DomainReference, String> known = new HashMap<>();

    MappedDomains(Projects projects, String fallbackId) {
        this.projects = projects;
        this.fallbackId = fallbackId;
    }

    /** The domain's id; 404 where there is no such domain. */
    String idOf(Optional<DomainReference> domain) {
        return domain.map(this::idOf).orElse(fallbackId);
    }

    String idOf(DomainReference domain) {
        return known.computeIfAbsent(domain, this::find);
    }

    private String find(DomainReference domain) {
        var id = domain.id();
        if (id != null && !id.isEmpty()) {
            return projects.findDomain(id).map(Project::id).orElseThrow(() -> NotFound.of("domain", id));
        }
        var name = domain.name() == null ? "" : domain.name();
        return projects.findDomainByName(name).map(Project::id).orElseThrow(() -> NotFound.of("domain", name));
    }
}
