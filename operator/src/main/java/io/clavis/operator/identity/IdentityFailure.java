package io.clavis.operator.identity;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A Keystone did not do what it was asked. The message says what was asked and why not, and holds no secret. */
public final class IdentityFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private IdentityFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** It answered, with another status than was hoped for. */
    static IdentityFailure refused(String method, URI address, int status, String message) {
        return new IdentityFailure(
                status,
                method + " " + address.getPath() + " was answered with " + status
                        + (message.isEmpty() ? "" : ": " + message));
    }

    /** No answer came. Of an exception only the kind is told: its text may hold anything. */
    static IdentityFailure unanswered(String method, URI address, IOException cause) {
        return new IdentityFailure(
                0,
                method + " " + address.getPath() + " at " + address.getAuthority() + " had no answer: "
                        + cause.getClass().getSimpleName());
    }

    /** What it answered makes no sense, or no single one. */
    static IdentityFailure unclear(String message) {
        return new IdentityFailure(0, message);
    }

    /** The status of the answer; 0 where none came that can be understood. */
    public int status() {
        return status;
    }

    /** Whether who logged in is not let in. */
    public boolean isUnauthorized() {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    /** Whether something of this name is there already. */
    public boolean isConflict() {
        return status == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Whether what was asked for is not there. */
    public boolean isMissing() {
        return status == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
