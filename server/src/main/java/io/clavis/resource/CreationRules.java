package io.clavis.resource;

import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a new project or domain may stand and how it may be called. */
final class CreationRules {
    private final ResourceSettings settings;

    CreationRules(ResourceSettings settings) {
        this.settings = settings;
    }

    /** The project as it will be stored: its name checked and trimmed, its parent said. */
    Project prepare(Project project) {
        if (settings.safeDomainNames() && project.isDomain()) {
            Names.checkUrlSafe("Domain", project.name());
        }
        if (settings.safeProjectNames()) {
            Names.checkUrlSafe("Project", project.name());
        }
        return new Project(
                project.id(),
                project.name().strip(),
                project.domainId(),
                project.parentId() == null ? project.domainId() : project.parentId(),
                project.isDomain(),
                project.enabled(),
                project.description(),
                project.tags(),
                project.options(),
                project.extra());
    }

    /**
     * Whether it may stand where it wants to.
     *
     * @param above the parent and all above it, the nearest first; empty where the parent does not exist
     * @param domain the domain, if it exists
     */
    void check(Project project, List<Project> above, Optional<Project> domain) {
        if (project.isDomain()) {
            checkDomain(project);
            return;
        }
        var home = domain.orElseThrow(() -> new BadRequest("Could not find domain: " + project.domainId() + "."));
        if (above.isEmpty()) {
            throw new BadRequest("Could not find project: " + project.parentId() + ".");
        }
        checkSameDomain(above.getFirst(), home);
        above.stream().filter(ancestor -> !ancestor.enabled()).findFirst().ifPresent(disabled -> {
            throw new BadRequest("cannot create a project in a branch containing a disabled project: " + disabled.id());
        });
        // The domain is on top of those above and does not count; the new project itself does.
        if (above.size() > settings.maxProjectTreeDepth()) {
            throw Forbidden.because("Max hierarchy depth reached for " + project.parentId() + " branch.");
        }
    }

    /** Upstream keeps one name for the domain of federated users; its refusal there is an unhandled error. */
    void checkNotFederated(String id, String name) {
        var reserved = settings.federatedDomainName().toLowerCase(Locale.ROOT);
        if (name.toLowerCase(Locale.ROOT).equals(reserved)) {
            throw new BadRequest("Domain cannot be named " + name);
        }
        if (id.toLowerCase(Locale.ROOT).equals(reserved)) {
            throw new BadRequest("Domain cannot have ID " + id);
        }
    }

    private void checkDomain(Project domain) {
        checkNotFederated(domain.id(), domain.name());
        if (domain.parentId() != null) {
            throw new BadRequest("only root projects are allowed to act as domains.");
        }
    }

    private static void checkSameDomain(Project parent, Project domain) {
        if (parent.owningDomainId().equals(domain.id())) {
            return;
        }
        throw new BadRequest(
                parent.isDomain()
                        ? "Cannot create project, the parent (" + parent.id()
                                + ") is acting as a domain, but this project's domain id (" + domain.id()
                                + ") does not match the parent's id."
                        : "Cannot create project, since it specifies its domain_id " + domain.id()
                                + ", but specifies a parent in a different domain (" + parent.domainId() + ").");
    }
}
