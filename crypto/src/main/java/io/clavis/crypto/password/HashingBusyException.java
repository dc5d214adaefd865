package io.clavis.crypto.password;

/** More password hashes are asked for than we can compute: 503. */
public final class HashingBusyException extends RuntimeException {
    HashingBusyException(String message) {
        // Without a stack trace: this is thrown when there is no time to lose.
        super(message, null, false, false);
    }
}
