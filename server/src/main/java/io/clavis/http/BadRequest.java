package io.clavis.http;

/** 400: the request is malformed or breaks a rule of the request's form (upstream's ValidationError family). */
public final class BadRequest extends Failure {
    private static final String BLAME = " The server could not comply with the request since it is either malformed or"
            + " otherwise incorrect. The client is assumed to be in error.";

    public BadRequest(String message) {
        super(400, "Bad Request", message);
    }

    /** The request lacks {@code what} where it must stand, for example an attribute of the body. */
    public static BadRequest missing(String what, String where) {
        return new BadRequest("Expecting to find " + what + " in " + where + "." + BLAME);
    }
}
