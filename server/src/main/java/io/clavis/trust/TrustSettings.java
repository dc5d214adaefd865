package io.clavis.trust;

import io.clavis.config.Configuration;
import io.clavis.config.SecurityComplianceOptions;
import io.clavis.config.TrustOptions;

/**
 * What the operator decides about trusts. {@code [trust] allow_redelegation} is declared and decides nothing, as
 * upstream has it: a trust says itself whether it may be handed on.
 *
 * @param maxRedelegationCount {@code [trust] max_redelegation_count}
 * @param openToApplicationCredentials {@code [security_compliance]
 *     allow_insecure_application_credential_trust_escalation}
 */
public record TrustSettings(int maxRedelegationCount, boolean openToApplicationCredentials) {
    /** What the operator configured. */
    public static TrustSettings of(Configuration configuration) {
        return new TrustSettings(
                configuration.get(TrustOptions.MAX_REDELEGATION_COUNT),
                configuration.get(SecurityComplianceOptions.ALLOW_INSECURE_APPLICATION_CREDENTIAL_TRUST_ESCALATION));
    }
}
