package io.clavis.auth;

import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import io.clavis.identity.PasscodeCheck;
import io.clavis.identity.Users;
import io.clavis.throttle.Subject;
import io.clavis.token.TokenParts;
import tools.jackson.databind.node.ObjectNode;

/** Method {@code totp}: a passcode of the user's device. */
public final class TotpMethod implements AuthMethod {
    private final Lookup lookup;
    private final PasscodeCheck passcodes;

    public TotpMethod(Users users, TokenParts parts, PasscodeCheck passcodes) {
        this.lookup = new Lookup(users, parts);
        this.passcodes = passcodes;
    }

    @Override
    public String name() {
        return "totp";
    }

    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        if (!(data.get("user") instanceof ObjectNode user)) {
            // Upstream loses the method's name here.
            throw BadRequest.missing("user", "None");
        }
        var account =
                lookup.account(user).filter(found -> found.user().enabled()).orElseThrow(() -> nobody(attempt, user));
        attempt.guess().at(Subject.passcode(account.user().id()));
        var passcode = user.path("passcode");
        if (!passcode.isString() || !passcodes.verifies(account.user().id(), passcode.asString())) {
            throw new Unauthorized("Invalid username or TOTP passcode");
        }
        return Proof.of(account);
    }

    // Whoever is not there is limited like who is.
    private Unauthorized nobody(Attempt attempt, ObjectNode user) {
        attempt.guess().at(Subject.passcode(lookup.nobody(user).key()));
        return new Unauthorized("no such enabled user in an enabled domain");
    }
}
