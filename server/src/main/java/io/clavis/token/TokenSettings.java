package io.clavis.token;

import io.clavis.config.AuthOptions;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.ResourceOptions;
import io.clavis.config.TokenOptions;
import io.clavis.token.Scope.ProjectScope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator decides about tokens.
 *
 * @param expiration {@code [token] expiration}
 * @param allowExpiredWindow {@code [token] allow_expired_window}
 * @param keepAnswers how long what was read may count, without a word of a change; zero for never
 * @param memory most bytes that such answers take
 * @param adminProject {@code [resource] admin_project_name} and {@code admin_project_domain_name}, where both are set
 * @param primaryMethods {@code [auth] additional_primary_auth_methods}: methods that are a user's own, not a delegation
 */
public record TokenSettings(
        Duration expiration,
        Duration allowExpiredWindow,
        Duration keepAnswers,
        long memory,
        Optional<AdminProject> adminProject,
        Set<String> primaryMethods) {
    public TokenSettings {
        primaryMethods = Set.copyOf(primaryMethods);
    }

    /** The one project whose admins are admins of everything, by names. */
    public record AdminProject(String name, String domainName) {
        /** Whether it is this project. */
        public boolean is(ProjectScope scope) {
            return scope.project().name().equals(name) && scope.domain().name().equals(domainName);
        }
    }

    private static final long MEGABYTE = 1 << 20;

    /** What the operator configured. */
    public static TokenSettings of(Configuration configuration) {
        return new TokenSettings(
                Duration.ofSeconds(configuration.get(TokenOptions.EXPIRATION)),
                Duration.ofSeconds(configuration.get(TokenOptions.ALLOW_EXPIRED_WINDOW)),
                keepAnswers(configuration),
                configuration.get(ClavisOptions.VALIDATION_CACHE_SIZE) * MEGABYTE,
                configuration
                        .get(ResourceOptions.ADMIN_PROJECT_NAME)
                        .flatMap(name -> configuration
                                .get(ResourceOptions.ADMIN_PROJECT_DOMAIN_NAME)
                                .map(domainName -> new AdminProject(name, domainName))),
                Set.copyOf(configuration.get(AuthOptions.ADDITIONAL_PRIMARY_AUTH_METHODS)));
    }

    /** How long a part that tokens are made of is remembered. */
    Duration keepParts() {
        return keepAnswers.dividedBy(5);
    }

    /** How long a token is remembered that was made of remembered parts. */
    Duration keepTokens() {
        return keepAnswers.minus(keepParts());
    }

    private static Duration keepAnswers(Configuration configuration) {
        if (!configuration.get(TokenOptions.CACHING)) {
            return Duration.ZERO;
        }
        var bound = Duration.ofSeconds(configuration.get(ClavisOptions.VALIDATION_CACHE_TIME));
        return configuration
                .get(TokenOptions.CACHE_TIME)
                .map(Duration::ofSeconds)
                .filter(shorter -> shorter.compareTo(bound) < 0)
                .orElse(bound);
    }
}
