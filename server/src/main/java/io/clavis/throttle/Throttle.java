package io.clavis.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.clavis.http.Call;
import io.clavis.http.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Limits failed attempts to authenticate, per node, in bounded memory. Who logged in from an address before has a limit
 * of their own there, so that nobody who guesses shuts them out from elsewhere. Thread-safe.
 */
public final class Throttle {
    private static final int MOST = 50_000;
    private static final int MOST_WAITING = 500;
    // A bucket is full again after a minute.
    private static final Duration FULL = Duration.ofMinutes(5);
    private static final Duration FAMILIAR = Duration.ofDays(1);
    private static final Set<Integer> WRONG = Set.of(401, 403, 404);

    private final ThrottleSettings settings;
    private final InstantSource clock;
    private final Semaphore seats = new Semaphore(MOST_WAITING);
    private final Cache<String, Bucket> subjects =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FULL).build();
    private final Cache<String, Bucket> addresses =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FULL).build();
    private final Cache<String, Bucket> familiar =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FAMILIAR).build();

    public Throttle(ThrottleSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Runs what finds out who calls. Before it compares a secret it says so to the {@link Guess}, which ends it with 429
     * where there were too many wrong ones. Counts as wrong if it ends with 401, 403 or 404.
     */
    public <T> T guard(Call call, Function<Guess, T> proof) {
        return guard(new Guess(this, settings.clients().of(call)), proof);
    }

    /** The same where the address of who calls says nothing about who guesses. */
    public <T> T guardSubject(Subject subject, Supplier<T> proof) {
        return guard(new Guess(this, Optional.empty()), guess -> {
            guess.at(subject);
            return proof.get();
        });
    }

    private static <T> T guard(Guess guess, Function<Guess, T> proof) {
        boolean wrong = false;
        try {
            var proven = proof.apply(guess);
            guess.right();
            return proven;
        } catch (Failure failure) {
            wrong = WRONG.contains(failure.status());
            throw failure;
        } finally {
            guess.end(wrong);
        }
    }

    Duration patience() {
        return settings.patience();
    }

    Optional<Bucket> ofAddress(String address) {
        return bucket(addresses, address, settings.perAddress());
    }

    Optional<Bucket> ofSubject(Subject subject) {
        return bucket(subjects, subject.key(), settings.perUser());
    }

    /** The bucket of who proved it from that address before. */
    Optional<Bucket> ofFamiliar(String address, Subject subject) {
        return Optional.ofNullable(familiar.getIfPresent(pair(address, subject)));
    }

    void remember(String address, Subject subject) {
        bucket(familiar, pair(address, subject), settings.perUser());
    }

    private Optional<Bucket> bucket(Cache<String, Bucket> buckets, String key, int capacity) {
        return capacity == 0
                ? Optional.empty()
                : Optional.of(buckets.get(key, _ -> new Bucket(capacity, clock, seats)));
    }

    private static String pair(String address, Subject subject) {
        return address + " " + subject.key();
    }
}
