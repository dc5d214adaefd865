package io.clavis.auth;

import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.FederationOptions;
import io.clavis.http.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an operator's proxies hand assertions on.
 *
 * @param trustedProxies those who may; nobody where it is empty
 * @param headerPrefix how the headers begin that count
 * @param percentEncoded whether the values are percent-encoded
 * @param assertionPrefix how the variables begin that mappings see
 * @param remoteIdAttribute by protocol, the variable that says which provider it is
 */
public record AssertionSettings(
        List<Network> trustedProxies,
        String headerPrefix,
        boolean percentEncoded,
        String assertionPrefix,
        Function<String, Optional<String>> remoteIdAttribute) {
    public AssertionSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** What the operator configured; throws {@link IllegalArgumentException} for a proxy that is no network. */
    public static AssertionSettings of(Configuration configuration) {
        return new AssertionSettings(
                configuration.get(ClavisOptions.TRUSTED_PROXIES).stream()
                        .map(Network::of)
                        .toList(),
                configuration.get(ClavisOptions.ASSERTION_HEADER_PREFIX),
                configuration.get(ClavisOptions.ASSERTION_ENCODING).equals("url"),
                configuration.get(FederationOptions.ASSERTION_PREFIX),
                protocol -> configuration
                        .get(FederationOptions.remoteIdAttribute(protocol))
                        .filter(name -> !name.isEmpty())
                        .or(() -> configuration
                                .get(FederationOptions.REMOTE_ID_ATTRIBUTE)
                                .filter(name -> !name.isEmpty())));
    }
}
