package io.clavis.crypto.password;

import java.time.Duration;

/** More password hashes are asked for than we can compute: 429. */
public final class HashingBusyException extends RuntimeException {
    private final Duration retryAfter;

    HashingBusyException(String message, Duration retryAfter) {
        // Without a stack trace: this is thrown when there is no time to lose.
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long those who wait now are likely to take. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
