package io.clavis.identity;

import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import io.clavis.throttle.Guess;
import io.clavis.throttle.Subject;
import io.clavis.throttle.Throttle;
import java.util.Optional;

/** {@code [security_compliance] require_mfa_for_sensitive_account_actions}: a token alone is not enough for some. */
public final class FreshPasscode {
    private static final String HEADER = "OpenStack-MFA-Passcode";
    private final Users users;
    private final boolean required;
    private final PasscodeCheck passcodes;
    private final Throttle throttle;

    public FreshPasscode(Users users, boolean required, PasscodeCheck passcodes, Throttle throttle) {
        this.users = users;
        this.required = required;
        this.passcodes = passcodes;
        this.throttle = throttle;
    }

    /** 403 for a user with rules on multiple factors who sends no fresh passcode; 404 for nobody. */
    public void demand(Call call, String userId) {
        if (!required) {
            return;
        }
        var user = users.find(userId).orElseThrow(() -> NotFound.of("user", userId));
        if (!user.options().multiFactorAuthActive()) {
            return;
        }
        throttle.guard(call, guess -> demand(guess, userId, call.header(HEADER)));
    }

    private boolean demand(Guess guess, String userId, Optional<String> passcode) {
        passcode.ifPresent(_ -> guess.at(Subject.passcode(userId)));
        if (passcode.isEmpty() || !passcodes.verifies(userId, passcode.get())) {
            throw Forbidden.action("This action requires a current MFA passcode in the " + HEADER + " header.");
        }
        return true;
    }
}
