package io.clavis.domainconfig;

import io.clavis.http.NotFound;
import org.jspecify.annotations.Nullable;

/**
 * How much of a domain's configuration is meant: all of it, a group or an option.
 *
 * @param group null for all groups
 * @param option null for all options of the group
 */
record Extent(
        String domainId, @Nullable String group, @Nullable String option) {
    static Extent whole(String domainId) {
        return new Extent(domainId, null, null);
    }

    NotFound notFound() {
        return new NotFound("Could not find " + described() + " in domain configuration for domain " + domainId + ".");
    }

    private String described() {
        if (option != null) {
            return "option " + option + " in group " + group;
        }
        return group == null ? "any options" : "group " + group;
    }
}
