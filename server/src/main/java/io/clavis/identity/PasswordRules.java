package io.clavis.identity;

import io.clavis.http.BadRequest;
import io.clavis.http.BoundedText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a new password must be like, before it is hashed. Messages are upstream's. */
final class PasswordRules {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordRules.class);
    private final SecurityCompliance compliance;
    private final Optional<Pattern> pattern;

    PasswordRules(SecurityCompliance compliance) {
        this.compliance = compliance;
        this.pattern = pattern(compliance.passwordRegex());
    }

    /** 400 unless the beginning matches {@code password_regex}. */
    void check(String password) {
        if (compliance.passwordRegex().isEmpty()) {
            return;
        }
        var expected = pattern.orElseThrow(() -> invalid("Unable to validate password due to invalid configuration"));
        if (!BoundedText.beginsWith(expected, password, PasswordRules::tooMuch)) {
            throw new BadRequest(
                    "The password does not match the requirements: " + compliance.passwordRegexDescription() + ".");
        }
    }

    /** 400 where there is no password at all to match {@code password_regex}. */
    void checkAbsent() {
        if (!compliance.passwordRegex().isEmpty()) {
            throw invalid("Password must be a string type");
        }
    }

    /** 400 unless the password that its owner wants to change is old enough. */
    void checkAge(StoredPassword current, Instant now) {
        var earliest = current.createdAt().plus(compliance.minimumPasswordAge(), ChronoUnit.DAYS);
        if (current.selfService() && now.isBefore(earliest)) {
            throw new BadRequest("You cannot change your password at this time due to the minimum password age."
                    + " Once you change your password, it must be used for " + compliance.minimumPasswordAge()
                    + " day(s) before it can be changed. Please try again in " + ChronoUnit.DAYS.between(now, earliest)
                    + " day(s) or contact your administrator to reset your password.");
        }
    }

    BadRequest usedBefore() {
        return new BadRequest("The new password cannot be identical to a previous password. The total number which"
                + " includes the new password must be unique is " + compliance.uniqueLastPasswordCount() + ".");
    }

    static BadRequest locked() {
        return new BadRequest("You cannot change your password at this time due to password policy disallowing"
                + " password changes. Please contact your administrator to reset your password.");
    }

    private static BadRequest tooMuch() {
        return invalid("it takes too long to compare it with password_regex");
    }

    private static BadRequest invalid(String detail) {
        return new BadRequest("Password validation error: " + detail + ".");
    }

    // As upstream: an expression that cannot be read refuses new passwords, and the service starts all the same.
    private static Optional<Pattern> pattern(String regex) {
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            LOG.error("[security_compliance] password_regex cannot be read: {}", e.getDescription());
            return Optional.empty();
        }
    }
}
