package io.clavis.auth;

import io.clavis.config.Configuration;
import io.clavis.config.TokenlessAuthOptions;
import java.util.Set;

/**
 * What the operator decides about callers with a certificate instead of a token.
 *
 * @param trustedIssuers names of the authorities whose certificates will do; none for nobody's
 * @param issuerAttribute the variable that says a certificate's issuer
 * @param protocol the federation protocol that maps certificates
 */
public record TokenlessSettings(Set<String> trustedIssuers, String issuerAttribute, String protocol) {
    public TokenlessSettings {
        trustedIssuers = Set.copyOf(trustedIssuers);
    }

    /** What the operator configured. */
    public static TokenlessSettings of(Configuration configuration) {
        return new TokenlessSettings(
                Set.copyOf(configuration.get(TokenlessAuthOptions.TRUSTED_ISSUER)),
                configuration.get(TokenlessAuthOptions.ISSUER_ATTRIBUTE),
                configuration.get(TokenlessAuthOptions.PROTOCOL));
    }
}
