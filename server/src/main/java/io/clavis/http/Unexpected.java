package io.clavis.http;

/**
 * 500: the service lacks something that only its operator can mend (upstream's UnexpectedError family). The client is
 * told no more than that; the log has the reason.
 */
public final class Unexpected extends Failure {
    private final String reason;

    public Unexpected(String reason) {
        super(500, "Internal Server Error", "An unexpected error prevented the server from fulfilling your request.");
        this.reason = reason;
    }

    @Override
    public String debugText() {
        return reason;
    }
}
