package io.clavis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What was read of the database, for as long as nothing that it depends on has changed, and no longer than a time. What
 * was not there is read again each time: it may be there now. Thread-safe.
 */
final class Remembered<K, V> {
    private final Freshness freshness;
    private final Cache<K, Known<V>> known;

    private record Known<V>(V value, Dependencies dependencies, long since) {}

    /**
     * @param keep zero for never
     * @param most how much all that is remembered may weigh
     */
    Remembered(Freshness freshness, Duration keep, Ticker ticker, long most, ToIntFunction<V> weight) {
        this.freshness = freshness;
        this.known = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((K _, Known<V> value) -> weight.applyAsInt(value.value()))
                .expireAfterWrite(keep)
                .ticker(ticker)
                .build();
    }

    Optional<V> get(K key, Supplier<Optional<V>> read, Function<V, Dependencies> dependencies) {
        var found = known.getIfPresent(key);
        if (found != null && freshness.holds(found.dependencies(), found.since())) {
            return Optional.of(found.value());
        }
        var since = freshness.now();
        var value = read.get();
        value.ifPresent(there -> known.put(key, new Known<>(there, dependencies.apply(there), since)));
        return value;
    }
}
