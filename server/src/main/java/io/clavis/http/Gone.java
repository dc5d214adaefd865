package io.clavis.http;

/** 410: what was here once and is no more. */
public final class Gone extends Failure {
    public Gone(String message) {
        super(410, "Gone", message);
    }
}
