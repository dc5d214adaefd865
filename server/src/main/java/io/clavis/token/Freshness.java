package io.clavis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.clavis.db.Change;
import io.clavis.db.ChangeListener;
import io.clavis.db.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes that answers may depend on. Who computes an answer notes {@link #now()} before the first read; as
 * long as the answer {@link #holds}, nothing that it was made from has changed. An answer that was computed while its
 * sources changed therefore never holds, however late it is stored. Thread-safe.
 */
final class Freshness implements ChangeListener {
    private static final Duration LONGEST_COMPUTATION = Duration.ofMinutes(10);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong everything = new AtomicLong();
    private final Cache<String, Long> ids;

    /** Marks are kept for as long as an answer can be older than them. */
    Freshness(Duration keepAnswers, Ticker ticker) {
        this.ids = Caffeine.newBuilder()
                .expireAfterWrite(keepAnswers.plus(LONGEST_COMPUTATION))
                .ticker(ticker)
                .build();
    }

    long now() {
        return count.get();
    }

    boolean holds(Dependencies dependencies, long since) {
        if (count.get() <= since) {
            return true;
        }
        if (everything.get() > since) {
            return false;
        }
        var watched = dependencies.ids();
        for (int i = 0; i < watched.size(); i++) {
            var changed = ids.getIfPresent(watched.get(i));
            if (changed != null && changed > since) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void changed(List<Change> changes) {
        changes.forEach(this::changed);
    }

    @Override
    public void missed() {
        everything.set(count.incrementAndGet());
    }

    private void changed(Change change) {
        switch (change.entity()) {
            // What was not there before is in no answer: that something is missing is never kept.
            case USER, DOMAIN, PROJECT, APPLICATION_CREDENTIAL, ACCESS_TOKEN, TRUST -> {
                if (change.operation() != Operation.CREATED) {
                    ids.put(change.id(), count.incrementAndGet());
                }
            }
            // The id is group/user.
            case MEMBERSHIP -> ids.put(change.id().substring(change.id().indexOf('/') + 1), count.incrementAndGet());
            case GROUP,
                    ROLE,
                    IMPLIED_ROLE,
                    ASSIGNMENT,
                    REGION,
                    SERVICE,
                    ENDPOINT,
                    ENDPOINT_GROUP,
                    PROJECT_ENDPOINT,
                    PROJECT_ENDPOINT_GROUP,
                    IDENTITY_PROVIDER,
                    PROTOCOL,
                    SERVICE_PROVIDER,
                    CONSUMER,
                    DOMAIN_CONFIG,
                    ID_MAPPING,
                    UNKNOWN -> missed();
            // An access rule in use can be neither changed nor deleted.
            case ACCESS_RULE,
                    POLICY,
                    POLICY_ASSOCIATION,
                    CREDENTIAL,
                    REVOCATION_EVENT,
                    MAPPING,
                    REQUEST_TOKEN,
                    REGISTERED_LIMIT,
                    LIMIT -> {}
        }
    }
}
