package io.clavis.manage;

import io.clavis.config.Configuration;
import io.clavis.config.SecurityComplianceOptions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Upstream's symptoms of {@code [security_compliance]}. */
final class PasswordSymptoms {
    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "A password expires before it may be changed.",
                    "[security_compliance] minimum_password_age must be less than password_expires_days.",
                    PasswordSymptoms::expiresTooSoon),
            Symptom.of(
                    "The password's regular expression is invalid.",
                    "[security_compliance] password_regex: no password can be set until it is mended.",
                    PasswordSymptoms::invalidRegex),
            Symptom.of(
                    "Users are not told what passwords must look like.",
                    "[security_compliance] password_regex_description: describe password_regex to them.",
                    c -> c.get(SecurityComplianceOptions.PASSWORD_REGEX).isPresent()
                            && c.get(SecurityComplianceOptions.PASSWORD_REGEX_DESCRIPTION)
                                    .isEmpty()));

    private PasswordSymptoms() {}

    private static boolean expiresTooSoon(Configuration configuration) {
        int age = configuration.get(SecurityComplianceOptions.MINIMUM_PASSWORD_AGE);
        return age > 0
                && configuration
                        .get(SecurityComplianceOptions.PASSWORD_EXPIRES_DAYS)
                        .filter(days -> days > 0 && age >= days)
                        .isPresent();
    }

    private static boolean invalidRegex(Configuration configuration) {
        try {
            configuration.get(SecurityComplianceOptions.PASSWORD_REGEX).ifPresent(Pattern::compile);
            return false;
        } catch (PatternSyntaxException invalid) {
            return true;
        }
    }
}
