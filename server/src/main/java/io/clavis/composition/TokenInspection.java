package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.config.JwtTokensOptions;
import io.clavis.crypto.key.SealingKey;
import io.clavis.crypto.token.JwsSignature;
import io.clavis.keyrotation.ManagedKeys;
import io.clavis.keyrotation.Repository;
import io.clavis.token.TokenInspector;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Wires what looks into single tokens, of either form, whichever {@code [token] provider} names. */
public final class TokenInspection {
    private TokenInspection() {}

    /** Which provider makes such texts; no Fernet token has a dot, and every JWS has two. */
    public static String provider(String token) {
        return token.contains(".") ? "jws" : "fernet";
    }

    /** An inspector for tokens of a provider. */
    public static TokenInspector inspector(String provider, Configuration configuration, Capabilities capabilities) {
        var clock = capabilities.clock();
        return new TokenInspector(
                TokenFormats.of(provider, configuration, capabilities.keys(), clock, new SecureRandom()),
                Keystone.tokenSources(capabilities),
                capabilities.database(),
                clock);
    }

    /** Where the key is that a token was sealed with; empty where none of those that this node has fits. */
    public static Optional<String> key(String token, Configuration configuration, Capabilities capabilities) {
        return capabilities
                .keys()
                .managed()
                .map(keys -> keyInDatabase(token, keys))
                .orElseGet(() -> keyFile(token, configuration).map(Path::toString));
    }

    private static Optional<String> keyInDatabase(String token, ManagedKeys keys) {
        var number = provider(token).equals("fernet")
                ? keys.number(Repository.TOKENS, key -> SealingKey.opens(key, token))
                : keys.numberOfJws(key -> JwsSignature.isBy(key, token));
        return number.map(found -> found + " in the database");
    }

    private static Optional<Path> keyFile(String token, Configuration configuration) {
        if (provider(token).equals("fernet")) {
            return SealingKey.fernet(Keys.of(configuration).tokens().directory(), token);
        }
        var repository = Path.of(configuration.get(JwtTokensOptions.JWS_PUBLIC_KEY_REPOSITORY));
        return SealingKey.publicKeys(repository).entrySet().stream()
                .filter(key -> JwsSignature.isBy(key.getValue(), token))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
