package io.clavis.http;

/** 409: another thing has the name already, or uses what is to be deleted. */
public final class Conflict extends Failure {
    public Conflict(String message) {
        super(409, "Conflict", message);
    }

    /** Upstream's sentence for a failed store of {@code kind}. */
    public static Conflict storing(String kind, String details) {
        return new Conflict("Conflict occurred attempting to store " + kind + " - " + details + ".");
    }
}
