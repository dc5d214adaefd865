package io.clavis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What was read of the database, for as long as nothing that it depends on has changed, and no longer than a time. What
 * was not there is read again each time: it may be there now. Thread-safe.
 */
final class Remembered<K, V> {
    private final Freshness freshness;
    private final long most;
    private final Cache<K, Known<V>> known;

    private record Known<V>(V value, Dependencies dependencies, long since) {}

    /**
     * @param keep zero for never
     * @param most how much all that is remembered may weigh
     */
    Remembered(Freshness freshness, Duration keep, Ticker ticker, long most, ToIntFunction<V> weight) {
        this.freshness = freshness;
        this.most = most;
        this.known = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((K _, Known<V> value) -> weight.applyAsInt(value.value()))
                .expireAfterWrite(keep)
                .ticker(ticker)
                .executor(Runnable::run)
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

    /**
     * The same of many keys, by key; what is not known is read in one go. Where there are so many that they would drive
     * everything else out, nothing is remembered.
     */
    Map<K, V> getAll(
            Collection<K> keys, Function<Collection<K>, Map<K, V>> read, BiFunction<K, V, Dependencies> dependencies) {
        if (keys.size() > most / 2) {
            return read.apply(keys);
        }
        var all = HashMap.<K, V>newHashMap(keys.size());
        var missing = new ArrayList<K>();
        for (var key : keys) {
            var found = known.getIfPresent(key);
            if (found != null && freshness.holds(found.dependencies(), found.since())) {
                all.put(key, found.value());
            } else {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            var since = freshness.now();
            read.apply(missing).forEach((key, value) -> {
                known.put(key, new Known<>(value, dependencies.apply(key, value), since));
                all.put(key, value);
            });
        }
        return all;
    }
}
