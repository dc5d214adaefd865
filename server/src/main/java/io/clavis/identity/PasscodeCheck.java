package io.clavis.identity;

/** Verifies a fresh one-time passcode. Known to package auth, given here at composition. */
@FunctionalInterface
public interface PasscodeCheck {
    /** Whether the passcode is one of the user's just now, and was not used before; it counts as used from here on. */
    boolean verifies(String userId, String passcode);
}
