package io.clavis.manage;

import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.DefaultOptions;
import io.clavis.config.LogOptions;
import io.clavis.config.MiddlewareOptions;
import java.util.List;
import java.util.Optional;

/** What tells too much, or trusts too many. */
final class ExposureSymptoms {
    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "Debug logging is on.",
                    "[DEFAULT] debug: turn it off in production, debug logs may tell more than they should.",
                    c -> c.get(LogOptions.DEBUG)),
            Symptom.of(
                    "Errors tell clients why they were refused.",
                    "[DEFAULT] insecure_debug: turn it off, it helps whoever guesses.",
                    c -> c.get(DefaultOptions.INSECURE_DEBUG)),
            Symptom.of(
                    "The admin token is on.",
                    "[DEFAULT] admin_token: remove it; `keystone-manage bootstrap` makes a first administrator.",
                    c -> c.get(DefaultOptions.ADMIN_TOKEN).isPresent()),
            new Symptom(
                    "Everybody counts as a trusted proxy.",
                    "[clavis] trusted_proxies: name the proxies only. Whoever connects from there may say to be any"
                            + " federated user.",
                    ExposureSymptoms::trusted),
            Symptom.of(
                    "Behind a proxy, links in answers lead past it.",
                    "[DEFAULT] public_endpoint: set it to the address that clients know, or let the proxy say it and set"
                            + " [oslo_middleware] enable_proxy_headers_parsing.",
                    c -> !c.get(ClavisOptions.TRUSTED_PROXIES).isEmpty()
                            && c.get(DefaultOptions.PUBLIC_ENDPOINT).isEmpty()
                            && !c.get(MiddlewareOptions.ENABLE_PROXY_HEADERS_PARSING)));

    private ExposureSymptoms() {}

    private static Optional<String> trusted(Configuration configuration) {
        var wide = configuration.get(ClavisOptions.TRUSTED_PROXIES).stream()
                .map(String::strip)
                .filter(network -> network.endsWith("/0") || network.endsWith("/1"))
                .toList();
        return wide.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wide));
    }
}
