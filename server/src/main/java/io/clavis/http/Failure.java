package io.clavis.http;

import org.jspecify.annotations.Nullable;

/**
 * A refusal that a client sees, one-to-one with upstream's exception families. Thrown where the rule is, rendered once
 * by {@link Gateway}. Carries no stack trace: it is an answer, not a defect.
 */
public abstract sealed class Failure extends RuntimeException
        permits BadRequest, Unauthorized, Forbidden, NotFound, Conflict, Gone, TooManyRequests, Unavailable {
    private final int status;
    private final String title;
    private final String reason;

    Failure(int status, String title, String message) {
        this(status, title, message, message, null);
    }

    Failure(int status, String title, String message, String reason, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.status = status;
        this.title = title;
        this.reason = reason;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** The reason phrase that stands in the error body. */
    public String title() {
        return title;
    }

    /** The sentence for the client. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What the client sees when {@code [DEFAULT] insecure_debug} is on: never more than {@link #text()} by default. */
    // Not for a kind of failure to override: a JDK without JDK-8389310 may call the wrong one of several methods, or
    // crash, where a virtual thread that waited throws the first failure of its kind.
    public String debugText() {
        return reason;
    }
}
