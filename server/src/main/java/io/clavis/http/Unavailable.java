package io.clavis.http;

/** 503: the service cannot answer just now (the database is away, for example); a retry may succeed. */
public final class Unavailable extends Failure {
    public Unavailable(String message) {
        super(503, "Service Unavailable", message);
    }

    public Unavailable(String message, Throwable cause) {
        super(503, "Service Unavailable", message, message, cause);
    }
}
