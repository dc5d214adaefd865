package io.clavis.identity;

import io.clavis.config.Configuration;
import io.clavis.config.SecurityComplianceOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code [security_compliance]}: what is demanded of accounts and passwords. A number that is 0 demands nothing.
 *
 * @param lockoutFailureAttempts wrong passwords in a row after which an account is locked
 * @param lockoutDuration how long it is locked
 * @param disableUserAccountDaysInactive days without a login after which an account counts as disabled
 * @param passwordExpiresDays days that a password is good for
 * @param uniqueLastPasswordCount how many passwords, the new one included, must differ
 * @param minimumPasswordAge days that a password must be kept that its owner chose
 * @param passwordRegex what the beginning of a new password must match; empty for anything
 * @param passwordRegexDescription what the owner is told of it
 * @param changePasswordUponFirstUse whether a password that somebody else chose must be changed before anything else
 */
public record SecurityCompliance(
        int lockoutFailureAttempts,
        Duration lockoutDuration,
        int disableUserAccountDaysInactive,
        int passwordExpiresDays,
        int uniqueLastPasswordCount,
        int minimumPasswordAge,
        String passwordRegex,
        String passwordRegexDescription,
        boolean changePasswordUponFirstUse) {
    /** What the operator configured. */
    public static SecurityCompliance of(Configuration configuration) {
        return new SecurityCompliance(
                configuration
                        .get(SecurityComplianceOptions.LOCKOUT_FAILURE_ATTEMPTS)
                        .orElse(0),
                Duration.ofSeconds(configuration.get(SecurityComplianceOptions.LOCKOUT_DURATION)),
                configuration
                        .get(SecurityComplianceOptions.DISABLE_USER_ACCOUNT_DAYS_INACTIVE)
                        .orElse(0),
                configuration
                        .get(SecurityComplianceOptions.PASSWORD_EXPIRES_DAYS)
                        .orElse(0),
                configuration.get(SecurityComplianceOptions.UNIQUE_LAST_PASSWORD_COUNT),
                configuration.get(SecurityComplianceOptions.MINIMUM_PASSWORD_AGE),
                configuration.get(SecurityComplianceOptions.PASSWORD_REGEX).orElse(""),
                configuration
                        .get(SecurityComplianceOptions.PASSWORD_REGEX_DESCRIPTION)
                        .orElse("None"),
                configuration.get(SecurityComplianceOptions.CHANGE_PASSWORD_UPON_FIRST_USE));
    }

    /** Whether so many failures lock an account just now. */
    boolean isLocked(int failures, @Nullable Instant lastFailure, Instant now) {
        return isLockable(failures)
                && lastFailure != null
                && lastFailure.plus(lockoutDuration).isAfter(now);
    }

    /** Whether so many failures lock an account, be it for now or in the past. */
    boolean isLockable(int failures) {
        return lockoutFailureAttempts > 0 && failures >= lockoutFailureAttempts;
    }

    /** Whether an account was left alone for too long. */
    boolean isInactive(@Nullable LocalDate lastActive, @Nullable Instant createdAt, Instant now) {
        if (disableUserAccountDaysInactive == 0) {
            return false;
        }
        var last = lastActive == null && createdAt != null ? day(createdAt) : lastActive;
        return last != null && ChronoUnit.DAYS.between(last, day(now)) >= disableUserAccountDaysInactive;
    }

    /** When a password of now expires; null for never. */
    @Nullable
    Instant expiry(UserOptions options, Instant now) {
        if (passwordExpiresDays == 0 || options.ignoresPasswordExpiry()) {
            return null;
        }
        return now.plus(passwordExpiresDays, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a password that somebody else chose must be changed. */
    boolean demandsChange(UserOptions options) {
        return changePasswordUponFirstUse && !options.ignoresChangePasswordUponFirstUse();
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
