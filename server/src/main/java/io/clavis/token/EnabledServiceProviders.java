package io.clavis.token;

import io.clavis.federation.ServiceProvider;
import io.clavis.federation.ServiceProviders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service providers that every token shows; read again only when something has changed, or another Keystone may
 * have changed it. Thread-safe.
 */
final class EnabledServiceProviders {
    private static final Dependencies EVERYTHING = new Dependencies(List.of());
    private final ServiceProviders providers;
    private final Freshness freshness;
    private final Duration keep;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(List<ServiceProvider> list, long since, long until) {}

    EnabledServiceProviders(ServiceProviders providers, Freshness freshness, Duration keep, InstantSource clock) {
        this.providers = providers;
        this.freshness = freshness;
        this.keep = keep;
        this.clock = clock;
    }

    List<ServiceProvider> list() {
        var found = known;
        if (found != null && clock.millis() < found.until() && freshness.holds(EVERYTHING, found.since())) {
            return found.list();
        }
        var since = freshness.now();
        var until = clock.millis() + keep.toMillis();
        var list = providers.enabled();
        known = new Known(list, since, until);
        return list;
    }
}
