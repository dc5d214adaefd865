package io.clavis.composition;

import io.clavis.auth.AuthSettings;
import io.clavis.config.Configuration;
import io.clavis.config.IdentityOptions;
import io.clavis.config.JwtTokensOptions;
import io.clavis.config.TokenOptions;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.key.JwsKeys;
import io.clavis.crypto.token.FernetTokens;
import io.clavis.crypto.token.JwsAlgorithm;
import io.clavis.crypto.token.JwsTokens;
import io.clavis.crypto.token.TokenFormat;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form of tokens that {@code [token] provider} names, with its keys, which must be there from the start. */
final class TokenFormats {
    private static final Logger log = LoggerFactory.getLogger(TokenFormats.class);

    private TokenFormats() {}

    static TokenFormat of(Configuration configuration, KeySources keys, InstantSource clock, SecureRandom random) {
        return of(configuration.get(TokenOptions.PROVIDER), configuration, keys, clock, random);
    }

    /** The form of tokens of a provider, whatever the configuration names. */
    static TokenFormat of(
            String provider, Configuration configuration, KeySources keys, InstantSource clock, SecureRandom random) {
        return switch (provider) {
            case "fernet" -> fernet(configuration, keys.tokens(), clock, random);
            case "jws" -> jws(configuration, keys.jws(), clock);
            default -> throw new StartFailure("[token] provider: " + provider + " is neither fernet nor jws.");
        };
    }

    private static TokenFormat fernet(
            Configuration configuration, KeySource keys, InstantSource clock, SecureRandom random) {
        keys.keys();
        return new FernetTokens(
                keys,
                AuthSettings.of(configuration).methods(),
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID),
                clock,
                random);
    }

    // Unlike upstream, which does not start without a private key: a node at the edge that only validates need not
    // hold it.
    private static TokenFormat jws(Configuration configuration, JwsKeys keys, InstantSource clock) {
        if (!keys.canSign()) {
            log.warn("there is no private key in [jwt_tokens] jws_private_key_repository: this node only validates");
        }
        var accepted = configuration.get(JwtTokensOptions.JWS_ACCEPTED_ALGORITHMS).stream()
                .map(TokenFormats::algorithm)
                .collect(Collectors.toSet());
        return new JwsTokens(keys, algorithm(configuration.get(JwtTokensOptions.JWS_ALGORITHM)), accepted, clock);
    }

    private static JwsAlgorithm algorithm(String label) {
        return JwsAlgorithm.of(label)
                .orElseThrow(() -> new StartFailure("[jwt_tokens]: " + label + " is no algorithm for tokens."));
    }
}
