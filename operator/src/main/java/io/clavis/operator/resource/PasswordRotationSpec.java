package io.clavis.operator.resource;

/**
 * Whether and when the administrator gets a new password.
 *
 * @param schedule a cron expression of five fields
 * @param passwordLength characters, at least 24
 */
public record PasswordRotationSpec(Boolean enabled, String schedule, Boolean suspend, Integer passwordLength) {
    static final PasswordRotationSpec DEFAULT = new PasswordRotationSpec(false, "0 0 1 * *", false, 32);

    public PasswordRotationSpec {
        enabled = enabled != null && enabled;
        schedule = schedule == null || schedule.isEmpty() ? "0 0 1 * *" : schedule;
        suspend = suspend != null && suspend;
        passwordLength = passwordLength == null ? 32 : passwordLength;
    }
}
