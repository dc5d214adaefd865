package io.clavis.http;

/** 410: what was here will not come back. */
public final class Gone extends Failure {
    public Gone(String message) {
        super(410, "Gone", message);
    }
}
