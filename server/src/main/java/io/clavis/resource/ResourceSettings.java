package io.clavis.resource;

import io.clavis.db.ListLimits;

/**
 * What the operator decides about domains and projects.
 *
 * @param defaultDomainId {@code [identity] default_domain_id}: where a project goes of which nobody says
 * @param maxProjectTreeDepth {@code [DEFAULT] max_project_tree_depth}, or 2 where {@code [unified_limit]
 *     enforcement_model} is {@code strict_two_level} and that is less; the domain does not count
 * @param safeProjectNames {@code [resource] project_name_url_safe} is not {@code off}
 * @param safeDomainNames {@code [resource] domain_name_url_safe} is not {@code off}
 * @param federatedDomainName {@code [federation] federated_domain_name}, which no domain may have
 */
public record ResourceSettings(
        String defaultDomainId,
        int maxProjectTreeDepth,
        boolean safeProjectNames,
        boolean safeDomainNames,
        String federatedDomainName,
        ListLimits limits) {
    /** Upstream's defaults. */
    public static final ResourceSettings DEFAULT =
            new ResourceSettings("default", 5, false, false, "Federated", ListLimits.DEFAULT);
}
