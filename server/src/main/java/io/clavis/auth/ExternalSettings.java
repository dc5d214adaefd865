package io.clavis.auth;

import io.clavis.config.AuthOptions;
import io.clavis.config.Configuration;
import io.clavis.config.IdentityOptions;
import java.util.List;

/**
 * What the operator decides about users whom a web server in front vouches for.
 *
 * @param namesDomain whether the web server may name the user's domain; otherwise all are in the default one
 */
public record ExternalSettings(boolean namesDomain, String defaultDomainId) {
    /** The values of {@code [auth] external}. */
    public static final List<String> PLUGINS = List.of("default", "DefaultDomain", "Domain");

    /** What the operator configured. */
    public static ExternalSettings of(Configuration configuration) {
        return new ExternalSettings(
                configuration.get(AuthOptions.EXTERNAL).filter("Domain"::equals).isPresent(),
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID));
    }
}
