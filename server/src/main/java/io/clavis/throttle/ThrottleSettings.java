package io.clavis.throttle;

import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.MiddlewareOptions;
import io.clavis.http.Network;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much guessing an operator puts up with.
 *
 * @param perUser failed attempts a minute at one user, application credential, key or consumer; 0 for any number
 * @param perAddress failed attempts a minute from one address; 0 for any number
 * @param patience how long an attempt waits for others that are not decided
 */
public record ThrottleSettings(int perUser, int perAddress, Duration patience, ClientAddresses clients) {
    /** No limits. */
    public static final ThrottleSettings NONE =
            new ThrottleSettings(0, 0, Duration.ZERO, new ClientAddresses(List.of(), false));

    /** What the operator configured; throws {@link IllegalArgumentException} for a proxy that is no network. */
    public static ThrottleSettings of(Configuration configuration) {
        var proxies = Stream.of(ClavisOptions.TRUSTED_PROXIES, ClavisOptions.ADDRESS_PROXIES)
                .flatMap(option -> configuration.get(option).stream())
                .map(Network::of)
                .toList();
        boolean behindOthers = proxies.isEmpty() && configuration.get(MiddlewareOptions.ENABLE_PROXY_HEADERS_PARSING);
        return new ThrottleSettings(
                configuration.get(ClavisOptions.FAILED_ATTEMPTS_PER_USER),
                configuration.get(ClavisOptions.FAILED_ATTEMPTS_PER_ADDRESS),
                Duration.ofSeconds(configuration.get(ClavisOptions.HASH_QUEUE_TIME)),
                new ClientAddresses(proxies, behindOthers));
    }
}
