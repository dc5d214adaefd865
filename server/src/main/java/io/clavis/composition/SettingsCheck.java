package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.DatabaseOptions;
import io.clavis.config.DatabaseUrl;
import io.clavis.config.JwtTokensOptions;
import io.clavis.config.TokenOptions;
import io.clavis.crypto.token.JwsAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a start would refuse in a configuration whose every value is well-formed; touches no database and no keys. */
public final class SettingsCheck {
    private static final Set<String> PROVIDERS = Set.of("fernet", "jws");

    private SettingsCheck() {}

    /** The sentences, each beginning with the option. */
    public static List<String> problems(Configuration configuration) {
        var problems = new ArrayList<String>();
        Stream.<Supplier<Object>>of(
                        () -> url(configuration),
                        () -> provider(configuration),
                        () -> Settings.passwords(configuration),
                        () -> Settings.mappingVersion(configuration),
                        () -> Settings.throttle(configuration),
                        () -> plugins(configuration),
                        () -> keyEncryption(configuration),
                        () -> Settings.health(configuration),
                        () -> Settings.listener(configuration))
                .forEach(settings -> problem(settings, problems));
        return problems;
    }

    private static void problem(Supplier<Object> settings, List<String> problems) {
        try {
            var _ = settings.get();
        } catch (StartFailure refused) {
            problems.add(String.valueOf(refused.getMessage()));
        }
    }

    private static Object url(Configuration configuration) {
        try {
            return configuration
                    .get(DatabaseOptions.CONNECTION)
                    .map(url -> DatabaseUrl.parse(url, configuration.get(DatabaseOptions.CONNECTION_PARAMETERS)));
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure("[database] " + wrong.getMessage(), wrong);
        }
    }

    private static Object plugins(Configuration configuration) {
        AuthPlugins.check(configuration);
        return configuration;
    }

    private static Object keyEncryption(Configuration configuration) {
        return KeySources.isManaged(configuration) ? KeySources.encryption(configuration) : configuration;
    }

    private static Object provider(Configuration configuration) {
        var provider = configuration.get(TokenOptions.PROVIDER);
        if (!PROVIDERS.contains(provider)) {
            throw new StartFailure("[token] provider: " + provider + " is neither fernet nor jws.");
        }
        var label = configuration.get(JwtTokensOptions.JWS_ALGORITHM);
        return JwsAlgorithm.of(label)
                .orElseThrow(() -> new StartFailure("[jwt_tokens] jws_algorithm: " + label + " is not known."));
    }
}
