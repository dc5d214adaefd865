package io.clavis.resource;

import io.clavis.http.Forbidden;
import java.util.List;

/** What must hold before a project or domain may go. */
final class DeletionRules {
    private DeletionRules() {}

    static void checkProject(Project project, boolean hasChildren) {
        checkMutable(project);
        if (hasChildren) {
            throw Forbidden.because("Cannot delete the project " + project.id()
                    + " since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole"
                    + " subtree.");
        }
    }

    // Upstream deletes project by project until it meets an immutable one; here all stay.
    static void checkDomain(Project domain, List<Project> projects) {
        checkMutable(domain);
        if (domain.enabled()) {
            throw Forbidden.because("Cannot delete a domain that is enabled, please disable it first.");
        }
        projects.forEach(DeletionRules::checkMutable);
    }

    private static void checkMutable(Project project) {
        if (project.options().isImmutable()) {
            throw Forbidden.because("Unable to delete immutable " + (project.isDomain() ? "domain" : "project")
                    + " resource: `" + project.id() + ". Set resource option \"immutable\" to false first.");
        }
    }
}
