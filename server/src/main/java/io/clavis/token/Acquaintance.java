package io.clavis.token;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers of the last tokens no more than that they were seen, a word for each: most tokens are validated once on a node
 * and never again, and are not worth the memory of an answer. Which were last is decided by chance. Thread-safe.
 */
final class Acquaintance {
    private static final int PLACES = 1 << 14;

    private final AtomicLongArray seen = new AtomicLongArray(PLACES);

    /** Whether the token was seen lately; from now on it was. */
    boolean meet(TokenDigest digest) {
        return seen.getAndSet((int) digest.first() & (PLACES - 1), digest.second()) == digest.second();
    }
}
