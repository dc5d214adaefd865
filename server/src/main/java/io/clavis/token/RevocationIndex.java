package io.clavis.token;

import io.clavis.token.RevocationEvent.Attribute;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Revocation events by their most telling attribute, so that a check costs a few look-ups however many events there
 * are. Of events with a single attribute only the latest moment matters. Adding is idempotent. Thread-safe.
 */
final class RevocationIndex {
    private static final String ANYTHING = "";
    private final Map<Attribute, Map<String, Bucket>> buckets = new EnumMap<>(Attribute.class);
    private final Map<String, Bucket> withoutAttribute = new ConcurrentHashMap<>();

    /**
     * The events under one value.
     *
     * @param issuedBefore the latest moment of the simple events, in seconds since the epoch
     */
    private record Bucket(long issuedBefore, Set<RevocationEvent> others) {
        private static final Bucket EMPTY = new Bucket(Long.MIN_VALUE, Set.of());

        Bucket with(RevocationEvent event) {
            if (event.isSimple()) {
                long moment = event.issuedBefore().getEpochSecond();
                return moment <= issuedBefore ? this : new Bucket(moment, others);
            }
            if (others.contains(event)) {
                return this;
            }
            var more = new HashSet<>(others);
            more.add(event);
            return new Bucket(issuedBefore, more);
        }

        /** What is left once events before a moment matter no more; null for nothing. */
        @Nullable
        Bucket since(Instant oldest) {
            var left = others.stream()
                    .filter(event -> !event.issuedBefore().isBefore(oldest))
                    .collect(Collectors.toSet());
            if (issuedBefore >= oldest.getEpochSecond()) {
                return left.size() == others.size() ? this : new Bucket(issuedBefore, left);
            }
            return left.isEmpty() ? null : new Bucket(Long.MIN_VALUE, left);
        }

        boolean ends(RevocationSubject subject) {
            if (subject.issuedAt().getEpochSecond() <= issuedBefore) {
                return true;
            }
            for (var event : others) {
                if (event.matches(subject)) {
                    return true;
                }
            }
            return false;
        }
    }

    RevocationIndex() {
        for (var attribute : Attribute.values()) {
            buckets.put(attribute, new ConcurrentHashMap<>());
        }
    }

    void add(RevocationEvent event) {
        var first = event.attributes().entrySet().iterator();
        if (!first.hasNext()) {
            put(withoutAttribute, ANYTHING, event);
            return;
        }
        var telling = first.next();
        put(bucketsOf(telling.getKey()), telling.getValue(), event);
    }

    /** Forgets the events that end only what was issued before a moment. */
    void forget(Instant oldest) {
        buckets.values().forEach(values -> forget(values, oldest));
        forget(withoutAttribute, oldest);
    }

    private static void forget(Map<String, Bucket> buckets, Instant oldest) {
        for (var value : buckets.keySet()) {
            buckets.computeIfPresent(value, (same, bucket) -> bucket.since(oldest));
        }
    }

    boolean isRevoked(RevocationSubject subject) {
        for (var entry : subject.attributes().entrySet()) {
            if (isRevoked(bucketsOf(entry.getKey()), entry.getValue(), subject)) {
                return true;
            }
        }
        var general = withoutAttribute.get(ANYTHING);
        return general != null && general.ends(subject);
    }

    private static boolean isRevoked(Map<String, Bucket> buckets, List<String> values, RevocationSubject subject) {
        if (buckets.isEmpty()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            var bucket = buckets.get(values.get(i));
            if (bucket != null && bucket.ends(subject)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Bucket> bucketsOf(Attribute attribute) {
        return Objects.requireNonNull(buckets.get(attribute));
    }

    private static void put(Map<String, Bucket> buckets, String value, RevocationEvent event) {
        buckets.compute(value, (same, bucket) -> (bucket == null ? Bucket.EMPTY : bucket).with(event));
    }
}
