package io.clavis.token;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolutions of tokens under way. Who asks for a token that is being resolved waits for that instead of asking the
 * database the same, so that a token that thousands use costs it one resolution. Thread-safe.
 */
final class Resolutions {
    private static final Logger LOG = LoggerFactory.getLogger(Resolutions.class);
    // So that renewing leaves most connections to requests.
    private static final int RENEWALS = 2;

    private final ConcurrentHashMap<TokenDigest, CompletableFuture<ValidToken>> underWay = new ConcurrentHashMap<>();
    private final Semaphore renewals = new Semaphore(RENEWALS);
    private final Predicate<ValidToken> holds;

    /** @param holds whether nothing that a token was made from has changed since */
    Resolutions(Predicate<ValidToken> holds) {
        this.holds = holds;
    }

    /** The result of a resolution, or of one that was begun before and still holds. Another's refusal is not shared. */
    ValidToken resolve(TokenDigest digest, Supplier<ValidToken> resolution) {
        var mine = new CompletableFuture<ValidToken>();
        var other = underWay.putIfAbsent(digest, mine);
        if (other == null) {
            return run(digest, mine, resolution);
        }
        var found = other.handle((valid, refused) -> valid).join();
        return found != null && holds.test(found) ? found : resolution.get();
    }

    /** Resolves in the background, unless that is under way, or enough others are. */
    void renew(TokenDigest digest, Supplier<ValidToken> resolution) {
        if (underWay.containsKey(digest) || !renewals.tryAcquire()) {
            return;
        }
        Thread.ofVirtual().name("token-renewal").start(() -> {
            try {
                resolve(digest, resolution);
            } catch (RuntimeException refused) {
                LOG.debug("a token was not renewed: {}", refused.getMessage());
            } finally {
                renewals.release();
            }
        });
    }

    private ValidToken run(TokenDigest digest, CompletableFuture<ValidToken> mine, Supplier<ValidToken> resolution) {
        try {
            var valid = resolution.get();
            mine.complete(valid);
            return valid;
        } finally {
            underWay.remove(digest, mine);
            // Where it was refused.
            mine.cancel(false);
        }
    }
}
