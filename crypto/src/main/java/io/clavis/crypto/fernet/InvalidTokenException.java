package io.clavis.crypto.fernet;

/** A token, receipt or encrypted credential that is malformed, altered, or sealed with a key that we do not have. */
public final class InvalidTokenException extends RuntimeException {
    /** The message says what is wrong, never what the token holds. */
    public InvalidTokenException(String message) {
        // Without a stack trace: anybody can send bad tokens, so refusing one has to stay cheap.
        super(message, null, false, false);
    }
}
