package io.clavis.auth;

import io.clavis.credential.Credential;
import io.clavis.credential.Credentials;
import io.clavis.db.UsedOnce;
import io.clavis.identity.PasscodeCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The passcodes of users' credentials of type {@code totp}. Each is good for one time. Thread-safe. */
public final class Passcodes implements PasscodeCheck {
    private static final String KIND = "passcode";
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private final Credentials credentials;
    private final UsedOnce used;
    private final int previousWindows;
    private final InstantSource clock;

    /** @param previousWindows {@code [totp] included_previous_windows}: how many earlier passcodes still count */
    public Passcodes(Credentials credentials, UsedOnce used, int previousWindows, InstantSource clock) {
        this.credentials = credentials;
        this.used = used;
        this.previousWindows = previousWindows;
        this.clock = clock;
    }

    @Override
    public boolean verifies(String userId, String passcode) {
        var now = clock.instant();
        return credentials.ofUser(userId, Credential.TOTP).stream()
                        .anyMatch(credential -> matches(credentials.blob(credential), passcode, now))
                && used.add(KIND, userId + ":" + passcode, remembered());
    }

    private boolean matches(String seed, String passcode, Instant now) {
        var key = Totp.key(seed);
        if (key.isEmpty()) {
            return false;
        }
        boolean matches = false;
        for (int window = 0; window <= previousWindows; window++) {
            var expected = Totp.passcode(key.get(), now.minus(Totp.WINDOW.multipliedBy(window)));
            matches |= MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), passcode.getBytes(StandardCharsets.UTF_8));
        }
        return matches;
    }

    private Duration remembered() {
        return Totp.WINDOW.multipliedBy(previousWindows + 1L).plus(MARGIN);
    }
}
