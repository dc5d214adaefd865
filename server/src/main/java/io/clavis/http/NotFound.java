package io.clavis.http;

/** 404: the thing that the request names does not exist, or may not be seen. */
public final class NotFound extends Failure {
    public NotFound(String message) {
        super(404, "Not Found", message);
    }

    /** The usual sentence: {@code Could not find user: 1234.} */
    public static NotFound of(String kind, String id) {
        return new NotFound("Could not find " + kind + ": " + id + ".");
    }
}
