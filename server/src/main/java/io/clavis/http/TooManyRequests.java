package io.clavis.http;

import java.time.Duration;

/** 429: more attempts than somebody may make, or than we can check; the answer says when to try again. */
public final class TooManyRequests extends Failure {
    private final long seconds;

    /** @param retryAfter rounded up to whole seconds, one at least */
    public TooManyRequests(String message, Duration retryAfter) {
        super(429, "Too Many Requests", message);
        this.seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }

    /** The value of the answer's {@code Retry-After}, in seconds. */
    public long retryAfter() {
        return seconds;
    }

    /** The answer with the header that belongs to it. */
    public Reply on(Reply reply) {
        return reply.with("Retry-After", Long.toString(seconds));
    }
}
