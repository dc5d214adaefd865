package io.clavis.identity;

import io.clavis.config.Configuration;
import io.clavis.config.FederationOptions;
import io.clavis.config.IdentityOptions;
import io.clavis.config.SecurityComplianceOptions;
import io.clavis.db.ListLimits;
import java.time.Duration;

/**
 * What the operator decides about users and groups.
 *
 * @param limits {@code list_limit} and {@code max_db_limit}
 * @param defaultDomainId {@code [identity] default_domain_id}
 * @param federatedMembership how long a membership by federation lasts where the provider says nothing
 * @param freshPasscode {@code require_mfa_for_sensitive_account_actions}
 */
public record IdentitySettings(
        SecurityCompliance compliance,
        ListLimits limits,
        String defaultDomainId,
        Duration federatedMembership,
        boolean freshPasscode) {
    /** What the operator configured. */
    public static IdentitySettings of(Configuration configuration) {
        return new IdentitySettings(
                SecurityCompliance.of(configuration),
                ListLimits.of(configuration, IdentityOptions.LIST_LIMIT).overruling(),
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID),
                Duration.ofMinutes(configuration.get(FederationOptions.DEFAULT_AUTHORIZATION_TTL)),
                configuration.get(SecurityComplianceOptions.REQUIRE_MFA_FOR_SENSITIVE_ACCOUNT_ACTIONS));
    }
}
