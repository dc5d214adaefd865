package io.clavis.token;

import java.time.Duration;
import java.util.Optional;

/**
 * What the operator decides about tokens.
 *
 * @param expiration {@code [token] expiration}
 * @param allowExpiredWindow {@code [token] allow_expired_window}
 * @param keepAnswers how long a validation may be answered from memory; zero for never
 * @param memory most bytes that such answers take
 * @param adminProject {@code [resource] admin_project_name} and {@code admin_project_domain_name}, where both are set
 */
public record TokenSettings(
        Duration expiration,
        Duration allowExpiredWindow,
        Duration keepAnswers,
        long memory,
        Optional<AdminProject> adminProject) {
    /** The one project whose admins are admins of everything, by names. */
    public record AdminProject(String name, String domainName) {}
}
