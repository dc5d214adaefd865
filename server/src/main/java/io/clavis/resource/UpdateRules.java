package io.clavis.resource;

import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;

/** What a project or domain may become. */
final class UpdateRules {
    private final ResourceSettings settings;

    UpdateRules(ResourceSettings settings) {
        this.settings = settings;
    }

    /** The project after the change; a refusal where a rule forbids it, in upstream's order. */
    Project apply(Project before, ProjectPatch patch, Surroundings around) {
        if (!patch.agreesWith("domain_id", before.domainId())) {
            throw new BadRequest("Cannot change Domain ID");
        }
        checkMutable(before, patch);
        checkName(before, patch);
        if (!patch.agreesWith("parent_id", before.parentId())) {
            throw Forbidden.because("Update of `parent_id` is not allowed.");
        }
        if (!patch.agreesOnDomain(before.isDomain())) {
            throw new BadRequest("Update of `is_domain` is not allowed.");
        }
        checkEnabled(before, patch.flag("enabled").orElse(true), around);
        return patch.applyTo(before);
    }

    /** Tags of an immutable project stay as they are. */
    static void checkTagsMutable(Project project, String verb) {
        if (project.options().isImmutable()) {
            throw Forbidden.because("Cannot " + verb + " project tags for " + project.id()
                    + ", project is immutable. Set \"immutable\" option to false before creating project tags.");
        }
    }

    private static void checkMutable(Project before, ProjectPatch patch) {
        if (before.options().isImmutable() && !patch.onlyMakesMutable()) {
            throw Forbidden.because("Unable to update immutable " + (before.isDomain() ? "domain" : "project")
                    + " resource: `" + before.id() + ". Set resource option \"immutable\" to false first.");
        }
    }

    private void checkName(Project before, ProjectPatch patch) {
        var name = patch.name().filter(changed -> !changed.equals(before.name()));
        var safe = before.isDomain() ? settings.safeDomainNames() : settings.safeProjectNames();
        if (safe) {
            name.ifPresent(changed -> Names.checkUrlSafe(before.isDomain() ? "Domain" : "Project", changed));
        }
    }

    // Upstream takes a change that says nothing of enabled for one that enables, when it looks at the parents.
    private static void checkEnabled(Project before, boolean enabled, Surroundings around) {
        if (!before.enabled() && enabled && around.above().get().stream().anyMatch(parent -> !parent.enabled())) {
            throw Forbidden.because("Cannot enable project " + before.id() + " since it has disabled parents");
        }
        var disables = before.enabled() && !enabled && !before.isDomain();
        if (disables && around.below().get().stream().anyMatch(Project::enabled)) {
            throw Forbidden.because(
                    "Cannot disable project " + before.id() + " since its subtree contains enabled projects.");
        }
    }
}
