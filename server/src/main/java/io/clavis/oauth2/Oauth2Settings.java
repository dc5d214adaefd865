package io.clavis.oauth2;

import io.clavis.config.Configuration;
import io.clavis.config.Oauth2Options;
import io.clavis.config.TokenOptions;
import java.util.List;

/**
 * What the operator decides about OAuth 2.0.
 *
 * @param methods {@code [oauth2] oauth2_authn_methods}: how clients may authenticate
 * @param mappingId {@code [oauth2] oauth2_cert_dn_mapping_id}: what reads the names in certificates
 * @param expiration {@code [token] expiration} in seconds, which every answer names
 */
public record Oauth2Settings(List<String> methods, String mappingId, long expiration) {
    public Oauth2Settings {
        methods = List.copyOf(methods);
    }

    /** What the operator configured. */
    public static Oauth2Settings of(Configuration configuration) {
        return new Oauth2Settings(
                configuration.get(Oauth2Options.OAUTH2_AUTHN_METHODS),
                configuration.get(Oauth2Options.OAUTH2_CERT_DN_MAPPING_ID),
                configuration.get(TokenOptions.EXPIRATION));
    }
}
