package io.clavis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found valid twice, by the digest of their text. Bounded by bytes and by age: another Keystone on the same
 * database may change rows without a word in the change feed, so nothing is believed for longer than
 * {@link TokenSettings#keepTokens()}. Refusals are never kept. Thread-safe.
 */
final class ValidationCache {
    private final Cache<TokenDigest, ValidToken> tokens;
    private final Acquaintance acquaintance = new Acquaintance();
    private final Freshness freshness;
    private final InstantSource clock;
    private final long most;
    private final boolean enabled;

    ValidationCache(TokenSettings settings, Freshness freshness, InstantSource clock) {
        this.clock = clock;
        this.most = settings.keepTokens().toMillis();
        this.enabled = settings.keepAnswers().isPositive();
        this.freshness = freshness;
        this.tokens = Caffeine.newBuilder()
                .maximumWeight(settings.memory())
                .weigher((TokenDigest digest, ValidToken token) -> token.weight())
                .expireAfterWrite(settings.keepTokens())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                // To wake up another thread costs more than what it would do.
                .executor(Runnable::run)
                .build();
    }

    boolean isEnabled() {
        return enabled;
    }

    /** The token, if nothing that it was made from has changed; null otherwise, to spare the hot path an object. */
    @Nullable
    ValidToken find(TokenDigest digest) {
        var found = tokens.getIfPresent(digest);
        if (found == null || (age(found) < most && holds(found))) {
            return found;
        }
        tokens.invalidate(digest);
        return null;
    }

    /** Whether a token has half its time in memory behind it, so that it is to be resolved again before it is over. */
    boolean ages(ValidToken token) {
        return age(token) > most / 2;
    }

    boolean holds(ValidToken token) {
        return freshness.holds(token.dependencies(), token.since());
    }

    void drop(TokenDigest digest) {
        tokens.invalidate(digest);
    }

    /** Keeps a token that is here already, or was offered before. */
    void put(TokenDigest digest, ValidToken token) {
        if (enabled && (acquaintance.meet(digest) || tokens.asMap().containsKey(digest))) {
            tokens.put(digest, token);
        }
    }

    /** Puts in a token's place what more was made of it; if it was dropped meanwhile, it stays dropped. */
    void replace(TokenDigest digest, ValidToken before, ValidToken after) {
        tokens.asMap().computeIfPresent(digest, (same, found) -> found == before ? after : found);
    }

    // It counts from when a token was resolved, not from when it was put or more was made of it.
    private long age(ValidToken token) {
        return clock.millis() - token.resolvedAt();
    }
}
