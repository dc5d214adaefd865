package io.clavis.identity;

import io.clavis.crypto.password.HashingBusyException;
import io.clavis.crypto.password.PasswordTooLongException;
import io.clavis.crypto.password.Passwords;
import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import io.clavis.http.TooManyRequests;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes and verifies; what can go wrong becomes an answer. Never to be called within a transaction. */
public final class PasswordHashing {
    private final Passwords passwords;

    public PasswordHashing(Passwords passwords) {
        this.passwords = passwords;
    }

    /** How many bytes of a password count. */
    public int longest() {
        return passwords.longest();
    }

    /** The hash to store; 400, 403 or 429 where there can be none. */
    public String hash(String password) {
        return answered(() -> {
            try {
                return passwords.hash(password);
            } catch (IllegalArgumentException notUnicode) {
                throw new BadRequest("Password validation error: the password is not valid Unicode.");
            }
        });
    }

    /** False takes as long as true, also where there is no hash. */
    public boolean verify(String password, @Nullable String hash) {
        return answered(() -> hash == null ? passwords.verifyUnknown(password) : passwords.verify(password, hash));
    }

    /** 429 where a password could not be verified in time. */
    void requireRoom() {
        answered(() -> {
            passwords.requireRoom();
            return true;
        });
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (PasswordTooLongException tooLong) {
            throw Forbidden.because("The password length must be less than or equal to " + tooLong.limit()
                    + ". The server could not comply with the request because the password is invalid.");
        } catch (HashingBusyException busy) {
            throw new TooManyRequests(
                    "Too many passwords are being checked just now. Try again later.", busy.retryAfter());
        }
    }
}
