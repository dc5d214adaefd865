package io.clavis.credential;

import io.clavis.db.ListLimits;

/**
 * What the operator decides about credentials.
 *
 * @param userLimit {@code [credential] user_limit}: most credentials of a user; negative for no limit
 * @param adminMayReachEc2 {@code [security_compliance] allow_insecure_admin_trust_cross_project_credentials_access}:
 *     whether an administrator's delegated token reaches EC2 credentials
 */
public record CredentialSettings(int userLimit, boolean adminMayReachEc2, ListLimits limits) {}
