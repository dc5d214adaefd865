package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [security_compliance]}. */
public final class SecurityComplianceOptions {
    private static final String GROUP = "security_compliance";

    public static final Option<Boolean> ALLOW_INSECURE_ADMIN_TRUST_CROSS_PROJECT_CREDENTIALS_ACCESS = Option.bool(
                    GROUP,
                    "allow_insecure_admin_trust_cross_project_credentials_access",
                    false,
                    "Let trust-scoped admin tokens reach other projects' credentials, as before the 2026 hardening")
            .deprecated();

    public static final Option<Boolean> ALLOW_INSECURE_APPLICATION_CREDENTIAL_TRUST_ESCALATION = Option.bool(
                    GROUP,
                    "allow_insecure_application_credential_trust_escalation",
                    false,
                    "Let application credentials create trusts beyond their own roles, as before the 2026 hardening")
            .deprecated();

    public static final Option<Boolean> CHANGE_PASSWORD_UPON_FIRST_USE = Option.bool(
            GROUP,
            "change_password_upon_first_use",
            false,
            "A password set by an administrator must be changed at first use");

    public static final Option<Optional<Integer>> DISABLE_USER_ACCOUNT_DAYS_INACTIVE = Option.integer(
                    GROUP,
                    "disable_user_account_days_inactive",
                    "Days without authentication after which a user is disabled")
            .atLeast(1);

    public static final Option<String> INVALID_PASSWORD_HASH_FUNCTION = Option.string(
            GROUP, "invalid_password_hash_function", "sha256", "Hash function of wrong passwords in audit events");

    public static final Option<Optional<Integer>> INVALID_PASSWORD_HASH_MAX_CHARS = Option.integer(
                    GROUP,
                    "invalid_password_hash_max_chars",
                    "Characters kept of a wrong password's hash in audit events")
            .atLeast(1);

    public static final Option<Optional<String>> INVALID_PASSWORD_HASH_SECRET_KEY = Option.string(
                    GROUP, "invalid_password_hash_secret_key", "Key of the hash of wrong passwords in audit events")
            .hidden();

    public static final Option<Integer> LOCKOUT_DURATION = Option.integer(
                    GROUP, "lockout_duration", 1800, "Seconds that a user stays locked out")
            .atLeast(1);

    public static final Option<Optional<Integer>> LOCKOUT_FAILURE_ATTEMPTS = Option.integer(
                    GROUP, "lockout_failure_attempts", "Failed attempts after which a user is locked out")
            .atLeast(1);

    public static final Option<Integer> MINIMUM_PASSWORD_AGE = Option.integer(
                    GROUP, "minimum_password_age", 0, "Days before a user may change a password again")
            .atLeast(0);

    public static final Option<Optional<Integer>> PASSWORD_EXPIRES_DAYS = Option.integer(
                    GROUP, "password_expires_days", "Days that a password is good for")
            .atLeast(1);

    public static final Option<Optional<String>> PASSWORD_REGEX =
            Option.string(GROUP, "password_regex", "Regular expression that new passwords must match");

    public static final Option<Optional<String>> PASSWORD_REGEX_DESCRIPTION =
            Option.string(GROUP, "password_regex_description", "What users are told about the expression");

    public static final Option<List<String>> REPORT_INVALID_PASSWORD_HASH = Option.list(
                    GROUP, "report_invalid_password_hash", List.of(), "Where hashes of wrong passwords are reported")
            .choices("event");

    public static final Option<Boolean> REQUIRE_MFA_FOR_SENSITIVE_ACCOUNT_ACTIONS = Option.bool(
            GROUP,
            "require_mfa_for_sensitive_account_actions",
            true,
            "Who has MFA rules must send a fresh passcode to change a password or MFA rules");

    public static final Option<Integer> UNIQUE_LAST_PASSWORD_COUNT = Option.integer(
                    GROUP, "unique_last_password_count", 0, "Earlier passwords that may not be used again")
            .atLeast(0);

    static final List<Option<?>> ALL = List.of(
            ALLOW_INSECURE_ADMIN_TRUST_CROSS_PROJECT_CREDENTIALS_ACCESS,
            ALLOW_INSECURE_APPLICATION_CREDENTIAL_TRUST_ESCALATION,
            CHANGE_PASSWORD_UPON_FIRST_USE,
            DISABLE_USER_ACCOUNT_DAYS_INACTIVE,
            INVALID_PASSWORD_HASH_FUNCTION,
            INVALID_PASSWORD_HASH_MAX_CHARS,
            INVALID_PASSWORD_HASH_SECRET_KEY,
            LOCKOUT_DURATION,
            LOCKOUT_FAILURE_ATTEMPTS,
            MINIMUM_PASSWORD_AGE,
            PASSWORD_EXPIRES_DAYS,
            PASSWORD_REGEX,
            PASSWORD_REGEX_DESCRIPTION,
            REPORT_INVALID_PASSWORD_HASH,
            REQUIRE_MFA_FOR_SENSITIVE_ACCOUNT_ACTIONS,
            UNIQUE_LAST_PASSWORD_COUNT);

    private SecurityComplianceOptions() {}
}
