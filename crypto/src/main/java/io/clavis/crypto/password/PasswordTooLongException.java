package io.clavis.crypto.password;

/** The password is too long and {@code strict_password_check} is on: 403. */
public final class PasswordTooLongException extends RuntimeException {
    private final int limit;

    PasswordTooLongException(int limit) {
        super("the password must be at most " + limit + " bytes long");
        this.limit = limit;
    }

    /** The greatest length, in bytes of UTF-8. */
    public int limit() {
        return limit;
    }
}
