package io.clavis.resource;

import static io.clavis.config.ResourceOptions.DOMAIN_NAME_URL_SAFE;
import static io.clavis.config.ResourceOptions.LIST_LIMIT;
import static io.clavis.config.ResourceOptions.PROJECT_NAME_URL_SAFE;

import io.clavis.config.Configuration;
import io.clavis.config.DefaultOptions;
import io.clavis.config.FederationOptions;
import io.clavis.config.IdentityOptions;
import io.clavis.config.UnifiedLimitOptions;
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
    private static final int STRICT_DEPTH = 2;

    /** Upstream's defaults. */
    public static final ResourceSettings DEFAULT =
            new ResourceSettings("default", 5, false, false, "Federated", ListLimits.DEFAULT);

    /** What the operator configured. */
    public static ResourceSettings of(Configuration configuration) {
        return new ResourceSettings(
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID),
                depth(configuration),
                !configuration.get(PROJECT_NAME_URL_SAFE).equals("off"),
                !configuration.get(DOMAIN_NAME_URL_SAFE).equals("off"),
                configuration.get(FederationOptions.FEDERATED_DOMAIN_NAME),
                ListLimits.of(configuration, LIST_LIMIT));
    }

    private static int depth(Configuration configuration) {
        int depth = configuration.get(DefaultOptions.MAX_PROJECT_TREE_DEPTH);
        var strict = configuration.get(UnifiedLimitOptions.ENFORCEMENT_MODEL).equals("strict_two_level");
        return strict ? Math.min(depth, STRICT_DEPTH) : depth;
    }
}
