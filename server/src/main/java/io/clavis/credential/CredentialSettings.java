package io.clavis.credential;

import io.clavis.config.Configuration;
import io.clavis.config.CredentialOptions;
import io.clavis.config.SecurityComplianceOptions;
import io.clavis.db.ListLimits;

/**
 * What the operator decides about credentials.
 *
 * @param userLimit {@code [credential] user_limit}: most credentials of a user; negative for no limit
 * @param adminMayReachEc2 {@code [security_compliance] allow_insecure_admin_trust_cross_project_credentials_access}:
 *     whether an administrator's delegated token reaches EC2 credentials
 */
public record CredentialSettings(int userLimit, boolean adminMayReachEc2, ListLimits limits) {
    /** What the operator configured. */
    public static CredentialSettings of(Configuration configuration) {
        return new CredentialSettings(
                configuration.get(CredentialOptions.USER_LIMIT),
                configuration.get(
                        SecurityComplianceOptions.ALLOW_INSECURE_ADMIN_TRUST_CROSS_PROJECT_CREDENTIALS_ACCESS),
                ListLimits.ofClients(configuration));
    }
}
